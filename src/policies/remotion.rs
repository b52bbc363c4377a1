//! `user` and `role`: Remotion's own policies, word for word.
//!
//! Their Statements come from the catalogue, which is generated from what Remotion's packages print; here each gets
//! the reason it is there. Sources: `packages/lambda/src/api/iam-validation/{user,role}-permissions.ts`.

use super::Draft;
use crate::catalog::{self, Row};
use crate::inputs::Inputs;
use crate::policy::Statement;

pub(super) fn user(inputs: &Inputs) -> Draft {
    let rows = catalog::user(inputs.version, inputs.partition);
    draft(inputs, rows, |row| user_reason(row.sid))
}

pub(super) fn role(inputs: &Inputs) -> Draft {
    let rows = catalog::role(inputs.version, inputs.partition);
    // Remotion numbers these Statements, so what one is for shows in its first action.
    draft(inputs, rows, |row| role_reason(row.actions().next().unwrap_or_default()))
}

fn draft(inputs: &Inputs, rows: impl Iterator<Item = Row>, reason: fn(&Row) -> &'static str) -> Draft {
    let statement = |row: Row| {
        let resources = row.resources(inputs.partition).collect();
        let actions: Vec<&'static str> = row.actions().collect();
        Statement::allow(row.sid, &actions, resources, reason(&row))
    };
    Draft { statements: rows.map(statement).collect(), notes: Vec::new() }
}

fn user_reason(sid: &str) -> &'static str {
    match sid {
        "HandleQuotas" => {
            "`npx remotion lambda quotas` reads how many functions may run at once in your account, and asks AWS for \
             more when you tell it to."
        }
        "Identity" => "Older versions looked up which IAM user they run as, to validate its permissions.",
        "PermissionValidation" => {
            "`npx remotion lambda policies validate` asks IAM whether this policy works. It checks the user policy \
             only, not the role’s and not a bucket of your own."
        }
        "LambdaInvokation" => {
            "Despite its name (the spelling is Remotion’s), this passes `remotion-lambda-role` to the function when \
             you deploy one. With a role of another name it has to be extended."
        }
        "Storage" => {
            "Creates and sets up the buckets whose names start with `remotionlambda-`, uploads sites, reads progress, \
             and deletes renders and sites. It reaches no other bucket."
        }
        "BucketListing" => "Finds Remotion’s bucket among yours. S3 has no narrower form of this.",
        "FunctionListing" => "Finds your render functions in a region and reads their settings.",
        "FunctionManagement" => "Deploys, invokes and deletes functions whose names start with `remotion-render-`.",
        "LogsRetention" => "Creates the function’s log group and sets how long its logs are kept.",
        "FetchBinaries" => {
            "Attaches the Lambda layers named here. Remotion’s hold Chromium and fonts, the one of AWS Lambda Insights."
        }
        _ => "",
    }
}

fn role_reason(first_action: &str) -> &'static str {
    match first_action {
        "s3:ListAllMyBuckets" => "The function finds Remotion’s bucket among yours.",
        "s3:CreateBucket" => {
            "The function keeps progress, chunks and finished renders in buckets whose names start with \
             `remotionlambda-`. For a bucket of your own, add the output bucket policy."
        }
        "lambda:InvokeFunction" => "A render is split into parts: the function invokes itself once for each.",
        "logs:CreateLogGroup" => "Lambda Insights, if you turned it on, writes to its own log group.",
        "logs:CreateLogStream" => "The function writes its logs.",
        _ => "",
    }
}
