//! A release of Remotion that does not exist: for the rehearsal of `cargo xtask release`.

use super::compact::{Document, Statement};
use super::facts::{Facts, Policies};
use crate::files::write;
use serde_json::json;
use std::path::Path;

/// How the policies of the next release differ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Change {
    Nothing,
    /// The longest Statement of the user policy has one more action.
    NewAction,
    /// Both policies have one more Statement, with an action, a service and a resource that nothing here knows.
    NewStatement,
    /// The longest Statement of the user policy lacks its first action.
    ActionGone,
}

/// An action that `Change::NewAction` adds. It will never exist.
pub(crate) const NEW_ACTION: &str = "s3:RehearseRelease";

/// The action that `Change::NewStatement` adds; likewise.
pub(crate) const ACTION_OF_NEW_STATEMENT: &str = "rehearsal:Perform";

/// Writes a package that prints what the newest in `data` does, but for a change; returns its version.
pub(crate) fn write_next(data: &str, change: Change, folder: &Path) -> Result<String, String> {
    let facts = Facts::parse(data)?;
    let (newest, policies) = facts.samples.iter().next_back().ok_or("The data is empty.")?;
    let mut version = newest.clone();
    version.patch += 1;
    let Policies { user, role } = changed(policies, change)?;
    let names = &facts.names;
    let regions = |all: bool| -> Vec<&str> {
        let wanted = facts.regions.iter().filter(|region| all || region.enabled_by_default);
        wanted.map(|region| region.name.as_str()).collect()
    };
    let policies = format!(
        "const print = (texts) => ({{partition = 'aws'}} = {{}}) => texts[partition];\n\
         exports.getUserPolicy = print({});\nexports.getRolePolicy = print({});\nexports.ROLE_NAME = {};\n",
        json!(user),
        json!(role),
        json!(names.role_name)
    );
    let regions = format!(
        "exports.getRegions = ({{enabledByDefaultOnly}} = {{}}) => (enabledByDefaultOnly ? {} : {});\n",
        json!(regions(false)),
        json!(regions(true))
    );
    let constants = format!(
        "exports.REMOTION_BUCKET_PREFIX = {};\nexports.RENDER_FN_PREFIX = {};\nexports.DEFAULT_REGION = {};\n",
        json!(names.bucket_prefix),
        json!(names.function_prefix),
        json!(names.default_region)
    );
    write(&folder.join("package.json"), json!({"name": "@remotion/lambda", "version": version}).to_string())?;
    write(&folder.join("dist/api/iam-validation/suggested-policy.js"), policies)?;
    write(&folder.join("dist/api/get-regions.js"), regions)?;
    write(&folder.join("node_modules/@remotion/lambda-client/constants.js"), constants)?;
    Ok(version.to_string())
}

fn changed(policies: &Policies, change: Change) -> Result<Policies, String> {
    let mut changed = policies.clone();
    let user = changed.user.iter_mut().map(|(partition, text)| (true, partition, text));
    let role = changed.role.iter_mut().map(|(partition, text)| (false, partition, text));
    for (is_user, partition, text) in user.chain(role) {
        let mut document: Document = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let statements = &mut document.statement;
        if change == Change::NewStatement {
            statements.push(Statement {
                sid: "Rehearsal".into(),
                effect: "Allow".into(),
                action: vec![ACTION_OF_NEW_STATEMENT.into()],
                resource: vec![format!("arn:{partition}:rehearsal:*:*:stage/remotion-*")],
            });
        }
        let longest = statements.iter_mut().max_by_key(|statement| statement.action.len());
        match (change, longest) {
            (Change::NewAction, Some(longest)) if is_user => longest.action.push(NEW_ACTION.into()),
            (Change::ActionGone, Some(longest)) if is_user => drop(longest.action.remove(0)),
            _ => {}
        }
        *text = serde_json::to_string_pretty(&document).map_err(|error| error.to_string())?;
    }
    Ok(changed)
}
