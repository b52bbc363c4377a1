//! The module that builds policies, in a real browser: `wasm-pack test --headless --chrome`.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]

#[path = "../module/builder/lib.rs"]
#[allow(unreachable_pub, reason = "exports of a module, for once in a test")]
mod module;
mod stage;

use js_sys::{Array, Object, Reflect};
use module::{build, releases, stylesheet};
use stage::{bubbling, calls, json, key_event, message_of, object, paste_event, set_value, watch, Stage};
use wasm_bindgen::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn shows_the_policy_named_by_whom_it_is_for() {
    let stage = Stage::new("policy=destination bucket=my-videos");
    assert!(stage.text(".principal").contains("remotion-lambda-role, the role of the render function"));
    assert!(stage.text(".snippet").contains("arn:aws:s3:::my-videos/*"));
    let marks = stage.root.query_selector_all(".snippet mark").unwrap();
    assert_eq!(marks.length(), 2, "the bucket is marked in both ARNs");
    assert_eq!(marks.get(0).unwrap().text_content().as_deref(), Some("my-videos"));
}

#[wasm_bindgen_test]
fn what_is_on_screen_is_what_build_gives() {
    for inputs in ["policy=user", "policy=role region=cn-north-1", "policy=trust service=ec2"] {
        let stage = Stage::new(inputs);
        let answer = build(&object(inputs)).unwrap();
        let text = Reflect::get(&answer, &"text".into()).unwrap().as_string().unwrap();
        assert_eq!(stage.text(".snippet"), text);
    }
}

#[wasm_bindgen_test]
fn an_attribute_broken_into_lines_is_built_as_its_field_shows_it() {
    let stage = Stage::new("policy=destination bucket=my-\nvideos");
    let shown = Reflect::get(&stage.find("[name=bucket]"), &"value".into()).unwrap();
    assert_eq!(shown.as_string().as_deref(), Some("my-videos"));
    assert!(stage.text(".snippet").contains("arn:aws:s3:::my-videos/*"), "{}", stage.text(".snippet"));
    assert_eq!(stage.find("[data-do=copy]").get_attribute("aria-disabled"), None);
}

#[wasm_bindgen_test]
fn what_the_page_states_for_a_newer_version_is_shown_as_it_stands_until_the_reader_wants_another() {
    let text = "{\n \"Version\": \"2012-10-17\",\r\n \"Statement\": {\"Effect\":\"Allow\",\"Action\":\"s3:New\",\"Resource\":\"*\"}}";
    let inputs = object("policy=user version=99.0.0 publishedVersion=99.0.0");
    Reflect::set(&inputs, &"publishedPolicy".into(), &text.into()).unwrap();
    let stage = Stage::new("policy=user");
    let known = stage.text(".snippet");
    stage.widget.update(&inputs).unwrap();
    assert_eq!(stage.text(".snippet"), text);
    assert!(stage.text("footer .notes").contains("This policy for Remotion 99.0.0 comes from the page itself"));
    assert!(stage.text(".why").contains("s3:New"));
    stage.type_into("version", "99.0.1");
    assert_eq!(stage.text(".snippet"), known);
    stage.type_into("version", "99.0.0");
    assert_eq!(stage.text(".snippet"), text);
}

#[wasm_bindgen_test]
fn typing_asks_the_host_for_an_attribute_and_the_attribute_changes_the_page() {
    let stage = Stage::new("policy=destination");
    assert!(stage.find(".text").class_name().contains("example"));
    stage.type_into("bucket", "my-videos");
    assert_eq!(calls(&stage.log), [r#"["edit","bucket","my-videos",true]"#]);
    stage.update("policy=destination bucket=my-videos");
    assert!(stage.text(".snippet").contains("my-videos"));
    let changed: Array = stage.log.get(1).unchecked_into();
    assert_eq!(changed.get(0), "changed");
    assert_eq!(json(&changed.get(1)), r#"{"policy":"destination","bucket":"my-videos"}"#);
    assert_eq!(Reflect::get(&changed.get(2), &"ok".into()).unwrap(), JsValue::TRUE);
}

#[wasm_bindgen_test]
fn an_attribute_set_by_the_page_is_no_change_by_the_reader() {
    let stage = Stage::new("policy=user");
    stage.update("policy=user region=cn-north-1");
    assert!(stage.text(".snippet").contains("arn:aws-cn:"));
    assert_eq!(stage.log.length(), 0);
}

#[wasm_bindgen_test]
fn an_update_that_changes_nothing_writes_nothing() {
    let stage = Stage::new("policy=destination bucket=my-videos");
    let writes = watch(&stage.root);
    stage.update("policy=destination bucket=my-videos class=x data-y=z");
    assert_eq!(writes.call0(&JsValue::NULL).unwrap(), 0);
    stage.update("policy=destination bucket=my-video");
    let count = writes.call0(&JsValue::NULL).unwrap().as_f64().unwrap();
    assert!((1.0..12.0).contains(&count), "one letter writes a few text nodes, not {count}");
}

#[wasm_bindgen_test]
fn half_typed_is_not_called_wrong_until_the_field_is_left() {
    let stage = Stage::new("policy=destination");
    stage.type_into("bucket", "My");
    stage.update("policy=destination bucket=My");
    assert!(!stage.find("[name=bucket]").has_attribute("aria-invalid"));
    stage.find("[name=bucket]").dispatch_event(&bubbling("change")).unwrap();
    assert_eq!(stage.find("[name=bucket]").get_attribute("aria-invalid").as_deref(), Some("true"));
    assert!(stage.text("#bucket-help").contains("A bucket name cannot have capital letters"));
    assert_eq!(stage.log.length(), 2, "one edit and its change, and nothing more for leaving the field");
}

#[wasm_bindgen_test]
fn a_pasted_address_becomes_the_name_and_offers_the_rest() {
    let stage = Stage::new("policy=destination");
    let field = stage.find("[name=bucket]");
    set_value(&field, "https://my-videos.s3.eu-west-1.amazonaws.com/final/a.mp4");
    field.dispatch_event(&paste_event()).unwrap();
    assert_eq!(calls(&stage.log), [r#"["edit","bucket","my-videos",true]"#]);
    stage.update("policy=destination bucket=my-videos");
    assert_eq!(stage.text("[data-do=use-keyPrefix]"), "Use folder final/");
    let offer = stage.find("[data-do=use-region]");
    assert_eq!(offer.text_content().unwrap(), "Use eu-west-1");
    stage.log.set_length(0);
    offer.dispatch_event(&bubbling("click")).unwrap();
    assert_eq!(calls(&stage.log), [r#"["edit","region","eu-west-1",true]"#]);
    let next = stage.root.active_element().unwrap();
    assert_eq!(next.text_content().unwrap(), "Use folder final/");
    next.dispatch_event(&bubbling("click")).unwrap();
    assert!(stage.find(".above").has_attribute("hidden"));
    assert!(stage.text(".snippet").contains("my-videos/final/*"));
    assert_eq!(stage.root.active_element().unwrap().get_attribute("data-do").as_deref(), Some("copy"));
}

#[wasm_bindgen_test]
fn what_makes_the_text_useless_is_mended_above_it_by_one_button() {
    let stage = Stage::new("policy=destination bucket=my-videos object-ownership=acls-disabled");
    assert!(stage.text(".above").contains("With ACLs disabled, S3 refuses every upload"));
    assert!(!stage.text("footer").contains("ACLs disabled"));
    assert_eq!(stage.root.query_selector_all("[data-do^=use-]").unwrap().length(), 1);
    stage.find(".above [data-do=use-privacy]").dispatch_event(&bubbling("click")).unwrap();
    assert_eq!(calls(&stage.log), [r#"["edit","privacy","no-acl",true]"#]);
    assert!(stage.find(".above").has_attribute("hidden"));
    assert_eq!(stage.text(".said"), "The text is ready to copy.");
}

#[wasm_bindgen_test]
fn an_address_that_is_typed_offers_its_region_in_place_of_another() {
    let stage = Stage::new("policy=destination region=us-east-1");
    let address = "https://my-videos.s3.eu-west-3.amazonaws.com/out/";
    stage.type_into("bucket", address);
    assert!(stage.text(".above").contains("is in eu-west-3, but you chose us-east-1"), "while it is typed");
    stage.find("[name=bucket]").dispatch_event(&bubbling("change")).unwrap();
    stage.update("policy=destination region=us-east-1 bucket=my-videos");
    assert!(stage.text(".above").contains("is in eu-west-3, but you chose us-east-1"));
    assert_eq!(stage.text("[data-do=use-region]"), "Use eu-west-3");
    stage.update("policy=destination region=us-east-1 bucket=other");
    assert!(stage.find(".above").has_attribute("hidden"));
}

#[wasm_bindgen_test]
fn one_warning_and_one_note_are_open_and_the_rest_is_counted() {
    let stage = Stage::new("policy=destination bucket=my.videos key-prefix=out kms-key-arn=arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab");
    assert_eq!(stage.root.query_selector_all("footer > .notes > li").unwrap().length(), 2);
    let rest = stage.find("footer > details .notes");
    let count = rest.child_element_count();
    assert!(count > 1);
    let label = rest.parent_element().unwrap().query_selector("summary").unwrap().unwrap();
    assert_eq!(label.text_content().unwrap(), format!("{count} more notes"));
}

#[wasm_bindgen_test]
fn a_compact_box_has_all_but_the_text_behind_one_disclosure() {
    let stage = Stage::new("policy=destination compact");
    let outside = |selector: &str| stage.find(selector).closest("details").unwrap().is_none();
    let text = ["[name=bucket]", ".principal", ".tabs + .panel .snippet", "[data-do=download]", ".stamp"];
    assert!(text.into_iter().all(outside));
    let rest = ["[name=region]", ".why", "[name=kmsKeyArn]", "[name=functionRole]"];
    assert!(!rest.into_iter().any(outside));
    assert_eq!(stage.root.query_selector_all(".frame > details").unwrap().length(), 1);
    stage.update("policy=destination compact bucket=my-videos kms-key-arn=x");
    assert!(stage.text(".elsewhere").contains("KMS"), "{}", stage.text(".elsewhere"));
    stage.update("policy=destination bucket=my-videos compact=false");
    assert!(outside("[name=region]"));
    for (policy, field) in [("user", "attachTo"), ("caller", "attachTo"), ("role", "functionRole")] {
        let field = format!("[name={field}]");
        stage.update(&format!("policy={policy} compact format=json"));
        assert!(!outside(&field), "JSON names no principal: {policy}");
        stage.update(&format!("policy={policy} compact format=terraform"));
        assert!(stage.find(&field).closest(".tabs ~ .panel").unwrap().is_some(), "beside the tabs: {policy}");
    }
}

#[wasm_bindgen_test]
fn a_box_says_what_became_of_its_text_only_when_its_own_field_was_left() {
    let stage = Stage::new("policy=destination");
    stage.type_into("bucket", "My");
    assert_eq!(stage.text(".said"), "");
    let leave = || stage.find("[name=bucket]").dispatch_event(&bubbling("focusout")).unwrap();
    leave();
    assert!(stage.text(".said").starts_with("A bucket name cannot have capital letters: "));
    stage.type_into("bucket", "my-videos");
    leave();
    assert_eq!(stage.text(".said"), "The text is ready to copy.");
    stage.update("policy=destination bucket=my-videos kms-key-arn=x");
    assert_eq!(stage.text(".said"), "The text is ready to copy.", "another box, or the page, changed it");
}

#[wasm_bindgen_test]
fn an_error_typed_as_the_bucket_goes_to_the_checker() {
    let error = "User: arn:aws:sts::123456789012:assumed-role/x/y is not authorized to perform: s3:PutObject";
    for (has_checker, count) in [(false, 0), (true, 1)] {
        let inputs = object("policy=destination");
        Reflect::set(&inputs, &"bucket".into(), &error.into()).unwrap();
        if has_checker {
            Reflect::set(&inputs, &"hasChecker".into(), &"".into()).unwrap();
        }
        let stage = Stage::new("policy=user");
        stage.widget.update(&inputs).unwrap();
        assert!(stage.text("#bucket-help").contains("This is an error message, not a bucket"));
        let buttons = stage.root.query_selector_all("[data-do=explain]").unwrap();
        assert_eq!(buttons.length(), count);
        if let Some(button) = buttons.get(0) {
            button.dispatch_event(&bubbling("click")).unwrap();
            assert_eq!(stage.log.length(), 2);
            assert_eq!(json(&stage.log.get(1)), format!(r#"["explain","{error}"]"#));
        }
    }
}

#[wasm_bindgen_test]
fn what_stands_in_is_marked_otherwise_than_what_was_typed() {
    let stage = Stage::new("policy=destination");
    assert_eq!(stage.text("[part=stand-in]"), "your-bucket-name");
    assert!(stage.root.query_selector("mark").unwrap().is_none());
    let stage = Stage::new("policy=render-call bucket=my-videos");
    assert_eq!(stage.text("[part=stand-in]"), "us-east-1");
    assert_eq!(stage.text("mark"), "my-videos");
}

#[wasm_bindgen_test]
fn a_page_asks_for_the_setup_in_one_place_and_each_box_says_what_it_takes_from_there() {
    let names = |stage: &Stage| {
        let fields = stage.root.query_selector_all("[name]").unwrap();
        (0..fields.length())
            .map(|at| fields.get(at).unwrap().unchecked_into::<web_sys::Element>().get_attribute("name").unwrap())
            .collect::<Vec<_>>()
    };
    let panel = Stage::new("policy=render-call setup=only");
    assert_eq!(names(&panel), ["region", "bucket", "keyPrefix", "privacy", "objectOwnership", "kmsKeyArn"]);
    assert!(panel.root.query_selector(".snippet, [data-do=copy]").unwrap().is_none());
    assert_eq!(names(&Stage::new("policy=caller setup=only")), ["region"]);
    panel.type_into("bucket", "s3://my-videos/out/");
    panel.find("[name=bucket]").dispatch_event(&bubbling("change")).unwrap();
    assert!(panel.text(".notes").contains("Use folder out/"));
    assert_eq!(json(&panel.log.get(panel.log.length() - 1)), r#"["edit","bucket","my-videos",true]"#);

    let stage = Stage::new("policy=destination-caller download= setup=#there");
    assert_eq!(names(&stage), ["download", "delete", "buckets", "attachTo", "accountId", "version"]);
    assert_eq!(stage.text(".setup"), "Missing or wrong in your setup: Output bucket.");
    assert_eq!(stage.find(".setup a").get_attribute("href").as_deref(), Some("#there"));
    assert!(stage.find(".elsewhere").has_attribute("hidden"));
    stage.update("policy=caller setup=#there");
    assert_eq!(stage.text(".setup"), "From your setup: nothing yet.");
    stage.update("policy=destination-caller download= setup=#there bucket=my-videos");
    assert_eq!(stage.text(".setup"), "From your setup: Output bucket.");
    assert!(stage.text(".snippet").contains("my-videos"));
    // Anything else than an address within the page is none, and the box asks by itself.
    stage.update("policy=destination-caller download= setup=javascript:alert(1) bucket=my-videos");
    assert!(stage.find(".setup").has_attribute("hidden"));
    assert!(names(&stage).contains(&"bucket".to_string()));
}

#[wasm_bindgen_test]
fn a_bucket_is_called_an_output_bucket_only_where_renders_go_to_it() {
    for (policy, label) in [
        ("destination", "Output bucket"),
        ("render-call", "Output bucket"),
        ("bucket-policy", "Bucket"),
        ("lifecycle", "Bucket"),
    ] {
        let stage = Stage::new(&["policy=", policy].concat());
        assert_eq!(stage.text("label[for=bucket]"), label, "{policy}");
    }
}

#[wasm_bindgen_test]
fn more_output_buckets_are_shared_by_the_boxes_of_a_page() {
    let stage = Stage::new("policy=destination bucket=my-videos");
    assert!(stage.find("[name=buckets]").closest(".options").unwrap().is_some());
    stage.type_into("buckets", "acme-films, s3://acme-shorts/");
    let last = stage.log.get(stage.log.length() - 1);
    assert_eq!(json(&last), r#"["edit","buckets","acme-films, s3://acme-shorts/",true]"#);
    assert!(stage.text(".snippet").contains("arn:aws:s3:::acme-shorts/*"), "{}", stage.text(".snippet"));
    stage.type_into("buckets", "acme-films, My_Bucket");
    stage.find("[name=buckets]").dispatch_event(&bubbling("change")).unwrap();
    assert!(stage.text("#buckets-help").starts_with("My_Bucket: a bucket name"), "{}", stage.text("#buckets-help"));
}

#[wasm_bindgen_test]
fn each_button_that_copies_has_a_name_of_its_own_that_begins_with_what_it_shows() {
    for (policy, name) in [("caller", "Copy the caller policy"), ("trust", "Copy the trust relationship")] {
        let copy = Stage::new(&["policy=", policy].concat()).find("[data-do=copy]");
        assert_eq!(copy.text_content().as_deref(), Some("Copy"));
        assert_eq!(copy.get_attribute("aria-label").as_deref(), Some(name));
    }
}

#[wasm_bindgen_test]
fn the_place_that_asks_for_the_setup_says_what_follows_from_it() {
    let panel = Stage::new("policy=render-call setup=only");
    assert!(panel.root.query_selector(".note").unwrap().is_none(), "nothing was said yet");
    // Without a bucket, too.
    panel.update("policy=render-call setup=only object-ownership=acls-disabled");
    assert!(panel
        .text(".above")
        .starts_with("Warning: With ACLs disabled, S3 refuses every upload with privacy: 'public'"));
    assert_eq!(panel.root.query_selector_all(".note").unwrap().length(), 1);
    panel.update("policy=render-call setup=only object-ownership=acls-disabled bucket=my-videos");
    assert!(panel.text(".notes:not(.above)").contains("must belong to the account of the render function"));
    panel.find("[data-do=use-privacy]").unchecked_into::<web_sys::HtmlElement>().click();
    assert!(calls(&panel.log).contains(&r#"["edit","privacy","no-acl",true]"#.to_string()));
    assert!(panel.find(".above").has_attribute("hidden"));
}

#[wasm_bindgen_test]
fn what_the_page_has_said_before_is_not_said_again_and_its_button_stays() {
    let (inputs, bucket) = (" object-ownership=acls-disabled", " bucket=my-videos");
    let panel = Stage::new(&["policy=render-call setup=only", inputs, bucket].concat());
    let caller = Stage::new("policy=caller");
    let before = [panel.text(".frame"), caller.text(".stamp")].concat();
    let told = |setup: &str| {
        let inputs = object(&["policy=destination", inputs, bucket, setup].concat());
        Reflect::set(&inputs, &"saidBefore".into(), &before.as_str().into()).unwrap();
        inputs
    };
    let stage = Stage::new(&["policy=destination setup=#there", inputs, bucket].concat());
    assert!(stage.text(".frame").contains("must belong to the account"));
    stage.widget.update(&told(" setup=#there")).unwrap();
    assert_eq!(stage.text(".above"), "Warning: See Privacy in your setup.Use no-acl");
    assert_eq!(stage.find(".above a").get_attribute("href").as_deref(), Some("#there"));
    assert!(!stage.text(".frame").contains("must belong to the account"));
    assert_eq!(
        Some(stage.text(".stamp")),
        caller.text(".stamp").split_once(',').map(|(version, _)| [version, "."].concat())
    );
    // Who asks by itself also says above its text what makes it useless.
    stage.widget.update(&told("")).unwrap();
    assert!(stage.text(".above").contains("With ACLs disabled"));
    assert!(!stage.text(".frame").contains("must belong to the account"));
}

#[wasm_bindgen_test]
fn a_compact_box_keeps_in_sight_what_a_trust_relationship_cannot_do_without() {
    for (service, needed, others) in [
        ("github-actions", "accountId repository branch tag environment", "service issuer attachTo"),
        ("gitlab", "accountId repository branch tag", "service issuer"),
        ("vercel", "accountId team project", "service environment issuer"),
        ("eks-irsa", "accountId issuer namespace serviceAccount", "service"),
        ("eks-pod-identity", "", "service namespace serviceAccount"),
    ] {
        let stage = Stage::new(&format!("policy=trust service={service} compact="));
        let is_folded = |name: &str| stage.find(&format!("[name={name}]")).closest(".options").unwrap().is_some();
        assert!(needed.split_whitespace().all(|name| !is_folded(name)), "{service}");
        assert!(others.split_whitespace().all(is_folded), "{service}");
    }
    let stage = Stage::new("policy=trust service=github-actions repository=acme/films branch=main");
    assert_eq!(stage.text("[part=stand-in]"), "123456789012");
    let stage = Stage::new("policy=trust service=github-actions account-id=111122223333");
    assert_eq!(stage.text("[part=stand-in]"), "your-name/your-repository");
}

#[wasm_bindgen_test]
fn copying_an_example_copies_nothing_and_leads_to_the_field() {
    let stage = Stage::new("policy=destination");
    stage.find("[data-do=copy]").dispatch_event(&bubbling("click")).unwrap();
    assert!(stage.text(".status").starts_with("Not yet"));
    assert_eq!(stage.root.active_element().unwrap().get_attribute("name").as_deref(), Some("bucket"));
}

#[wasm_bindgen_test]
fn dropping_the_widget_leaves_the_root_as_it_was_and_silent() {
    let stage = Stage::new("policy=destination");
    let field = stage.find("[name=bucket]");
    let Stage { root, log, widget } = stage;
    drop(widget);
    assert_eq!(root.child_element_count(), 0);
    field.dispatch_event(&bubbling("input")).unwrap();
    assert_eq!(log.length(), 0);
}

#[wasm_bindgen_test]
fn a_malformed_call_throws_an_error_that_says_what_is_wrong() {
    for (call, want) in [
        (object("polcy=user").into(), "there is no field `polcy`; did you mean `policy`?"),
        (JsValue::from("user"), "a call is an object, such as {policy: 'user'}"),
        (JsValue::NULL, "a call is an object, such as {policy: 'user'}"),
    ] {
        assert_eq!(message_of(&build(&call).unwrap_err()), want);
    }
}

#[wasm_bindgen_test]
fn undefined_null_and_empty_all_mean_left_out() {
    let plain = json(&build(&object("policy=user")).unwrap());
    for nothing in [JsValue::NULL, JsValue::UNDEFINED, JsValue::from("")] {
        let call = object("policy=user");
        Reflect::set(&call, &"version".into(), &nothing).unwrap();
        assert_eq!(json(&build(&call).unwrap()), plain);
    }
}

#[wasm_bindgen_test]
fn answers_have_the_shape_of_the_types() {
    let keys = |value: &JsValue| json(&Object::keys(value.unchecked_ref::<Object>()));
    let built = build(&object("policy=destination bucket=abc")).unwrap();
    assert_eq!(keys(&built), r#"["ok","text","language","fileName","principal","size","notes","version","reasons"]"#);
    let notes: Array = Reflect::get(&built, &"notes".into()).unwrap().unchecked_into();
    assert_eq!(keys(&notes.get(0)), r#"["code","severity","message","help","link"]"#);
    let size = Reflect::get(&built, &"size".into()).unwrap();
    assert_eq!(keys(&size), r#"["characters","limit","place"]"#);
    let call = build(&object("policy=render-call bucket=abc")).unwrap();
    assert!(Reflect::get(&call, &"size".into()).unwrap().is_null());
    let refused = build(&object("policy=destination")).unwrap();
    assert_eq!(keys(&refused), r#"["ok","problems"]"#);
    let problems: Array = Reflect::get(&refused, &"problems".into()).unwrap().unchecked_into();
    assert_eq!(keys(&problems.get(0)), r#"["code","field","message","help"]"#);
    let releases = releases().unwrap();
    assert_eq!(keys(&releases), r#"["newest","published","ranges","regions"]"#);
    let first = |name: &str| Reflect::get(&releases, &name.into()).unwrap().unchecked_into::<Array>().get(0);
    assert_eq!(keys(&first("ranges")), r#"["from","to","user","role","gap"]"#);
    assert_eq!(keys(&first("regions")), r#"["name","partition","console","default"]"#);
}

#[wasm_bindgen_test]
fn the_style_sheet_is_one_a_browser_takes() {
    let sheet = web_sys::CssStyleSheet::new().unwrap();
    sheet.replace_sync(&stylesheet()).unwrap();
    assert!(sheet.css_rules().unwrap().length() > 20);
}

/// The key pressed on the tab that has the focus, and whether the browser would still scroll the page for it.
fn press(stage: &Stage, key: &str) -> bool {
    let event = key_event(key);
    stage.root.active_element().unwrap().dispatch_event(&event).unwrap()
}

#[wasm_bindgen_test]
fn the_forms_are_tabs_with_one_tab_stop_and_one_panel() {
    let stage = Stage::new("policy=destination bucket=my-videos format=terraform");
    let tabs = stage.root.query_selector_all("[role=tablist] > [role=tab]").unwrap();
    assert_eq!(tabs.length(), 7);
    let stops = stage.root.query_selector_all("[role=tab][tabindex='0']").unwrap();
    assert_eq!(stops.length(), 1);
    let chosen = stage.find("[aria-selected=true]");
    assert_eq!(chosen.text_content().as_deref(), Some("Terraform"));
    assert_eq!(chosen.get_attribute("tabindex").as_deref(), Some("0"));
    let panel = stage.find("[role=tabpanel]");
    assert_eq!(chosen.get_attribute("aria-controls"), Some(panel.id()));
    assert_eq!(panel.get_attribute("aria-labelledby"), Some(chosen.id()));
    assert!(stage.text(".snippet").contains("resource \"aws_iam_role_policy\""));
    assert_eq!(stage.text(".file"), "remotion-output-bucket-my-videos.tf");
}

#[wasm_bindgen_test]
fn the_field_that_names_whom_a_form_is_for_stands_beside_its_text() {
    for (policy, field) in [
        ("user", "attachTo"),
        ("role", "functionRole"),
        ("caller", "attachTo"),
        ("destination bucket=my-videos", "functionRole"),
        ("destination-caller bucket=my-videos download", "attachTo"),
        ("trust", "attachTo"),
    ] {
        for (format, place) in [("json", ".options"), ("terraform", "[role=tabpanel]")] {
            let stage = Stage::new(&format!("policy={policy} format={format}"));
            let fields = stage.root.query_selector_all(&format!("[name={field}]")).unwrap();
            assert_eq!(fields.length(), 1, "{policy} {format}");
            stage.find(&format!("{place} [name={field}]"));
            assert_eq!(stage.root.query_selector(".whose[hidden]").unwrap().is_some(), format == "json");
        }
    }
}

#[wasm_bindgen_test]
fn what_the_box_says_follows_the_form() {
    let says = |format: &str, words: &str| {
        let stage = Stage::new(&format!("policy=destination bucket=my-videos format={format}"));
        stage.text(".principal").contains(words)
    };
    assert!(says("json", "inline policy") && !says("terraform", "inline policy"));
    assert!(says("terraform", "Add it to a configuration that has the AWS provider."));
    let has_console = |format: &str| {
        let stage = Stage::new(&format!("policy=destination bucket=my-videos format={format}"));
        stage.root.query_selector(".console:not([hidden])").unwrap().is_some()
    };
    assert!(has_console("json"));
    for format in ["aws-cli", "aws-cli-powershell", "cloudformation", "terraform", "cdk", "pulumi"] {
        assert!(!has_console(format), "{format}");
    }
}

#[wasm_bindgen_test]
fn arrows_home_and_end_choose_and_focus_a_tab() {
    let stage = Stage::new("policy=user");
    let tab: web_sys::HtmlElement = stage.find("[aria-selected=true]").unchecked_into();
    tab.focus().unwrap();
    for (key, want) in [
        ("ArrowRight", "AWS CLI"),
        ("ArrowLeft", "JSON"),
        ("ArrowLeft", "Pulumi"),
        ("ArrowRight", "JSON"),
        ("End", "Pulumi"),
        ("Home", "JSON"),
    ] {
        assert!(!press(&stage, key), "{key} must not scroll the page");
        assert_eq!(stage.root.active_element().unwrap().text_content().as_deref(), Some(want), "{key}");
        assert_eq!(stage.text("[aria-selected=true]"), want);
    }
    assert_eq!(json(&stage.log.get(0)), r#"["edit","format","aws-cli",true]"#);
    assert!(press(&stage, "ArrowDown"), "other keys are the browser's");
    stage.log.set_length(0);
    let field: web_sys::HtmlElement = stage.find("[name=version]").unchecked_into();
    field.focus().unwrap();
    assert!(press(&stage, "End"), "keys in a field are the field's");
    assert_eq!(stage.log.length(), 0);
}

#[wasm_bindgen_test]
fn a_form_that_a_text_does_not_have_leaves_it_its_own() {
    let stage = Stage::new("policy=render-call bucket=my-videos format=terraform");
    assert!(stage.text(".snippet").contains("renderMediaOnLambda"));
    assert!(stage.find("[role=tablist]").has_attribute("hidden"));
    assert!(stage.root.query_selector("[role=tabpanel]").unwrap().is_none());
    stage.update("policy=user format=terraform");
    assert!(stage.text(".snippet").contains("aws_iam_policy"), "the choice was not forgotten");
    stage.update("policy=user format=typescript");
    assert!(stage.text(".snippet").starts_with('{'));
    stage.update("policy=user format=teraform");
    assert!(stage.text(".elsewhere").contains("did you mean"));
}

#[wasm_bindgen_test]
fn a_click_on_a_tab_asks_for_the_form_on_the_whole_page() {
    let stage = Stage::new("policy=trust");
    stage.find("#format-cloudformation").dispatch_event(&bubbling("click")).unwrap();
    assert_eq!(calls(&stage.log), [r#"["edit","format","cloudformation",true]"#]);
    assert!(stage.text(".snippet").contains("AWS::IAM::Role"));
}
