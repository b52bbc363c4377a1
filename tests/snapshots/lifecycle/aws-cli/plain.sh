sh <<'SCRIPT'
# For bucket remotionlambda-useast1-abcdefghij.
# Adds these rules to the lifecycle rules of bucket remotionlambda-useast1-abcdefghij, and keeps its others.
# Replaces or removes those with ID remotion-abort-uploads, remotion-expire-renders.

set -eu

text() {
  cat <<'POLICY'
{
  "Rules": [
    {
      "ID": "remotion-abort-uploads",
      "Status": "Enabled",
      "Filter": {
        "Prefix": ""
      },
      "AbortIncompleteMultipartUpload": {
        "DaysAfterInitiation": 1
      }
    }
  ]
}
POLICY
}

bucket='remotionlambda-useast1-abcdefghij'
if ! problem=$(aws s3api get-bucket-lifecycle-configuration --bucket "$bucket" 2>&1 >/dev/null); then
  case $problem in
    *'(NoSuchLifecycleConfiguration)'*)
      aws s3api put-bucket-lifecycle-configuration --bucket "$bucket" --lifecycle-configuration "$(text)" >/dev/null
      echo "Bucket $bucket had no lifecycle rules, and has these now. To go back: aws s3api delete-bucket-lifecycle --bucket $bucket"
      exit
      ;;
  esac
  printf '%s\n' "$problem" 'Nothing was changed.' >&2
  exit 1
fi
was=$(aws s3api get-bucket-lifecycle-configuration --bucket "$bucket" --output json) || {
  echo 'Nothing was changed.' >&2
  exit 1
}
if ! command -v jq >/dev/null; then
  echo 'Nothing was changed: this needs jq to add to what is there. Install jq and run this again, or add it by hand.' >&2
  exit 1
fi
size=$(printf '%s' "$was" | jq -r '.TransitionDefaultMinimumObjectSize // empty')
was=$(printf '%s' "$was" | jq '{Rules}')
new=$(text | jq -c --argjson was "$was" --arg list Rules --arg id ID --argjson ours '["remotion-abort-uploads", "remotion-expire-renders"]' '
  (if type == "array" then . else .[$list] end) as $new | $was |
  .[$list] = [.[$list] | if type == "array" then .[] else . end | select(.[$id] as $one | any($ours[]; . == $one) | not)] + $new')
plain() {
  jq -S 'walk(if type == "array" then sort | if length == 1 then .[0] else . end else . end)'
}
if [ "$(printf '%s' "$was" | plain)" = "$(printf '%s' "$new" | plain)" ]; then
  echo 'Nothing was changed: all of this is there already.'
  exit
fi
printf '%s\n' "Bucket $bucket had these lifecycle rules:" "$was" 'To go back, save that as old.json and run:' "aws s3api put-bucket-lifecycle-configuration --bucket $bucket${size:+ --transition-default-minimum-object-size $size} --lifecycle-configuration file://old.json"
aws s3api put-bucket-lifecycle-configuration --bucket "$bucket" ${size:+--transition-default-minimum-object-size "$size"} --lifecycle-configuration "$new" >/dev/null
echo 'All of this is there now.'
SCRIPT
