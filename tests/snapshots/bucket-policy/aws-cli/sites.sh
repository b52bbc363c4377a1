sh <<'SCRIPT'
# For anyone on the internet: it makes the sites in bucket remotionlambda-useast1-abcdefghij public.
# Adds these Statements to the policy of bucket remotionlambda-useast1-abcdefghij, and keeps its others.
# Replaces or removes those with Sid RemotionPublicRead, PublicReadGetObject.

set -eu

text() {
  cat <<'POLICY'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "RemotionPublicRead",
      "Effect": "Allow",
      "Principal": "*",
      "Action": [
        "s3:GetObject"
      ],
      "Resource": [
        "arn:aws:s3:::remotionlambda-useast1-abcdefghij/sites/*"
      ]
    }
  ]
}
POLICY
}

bucket='remotionlambda-useast1-abcdefghij'
if ! problem=$(aws s3api get-bucket-policy --bucket "$bucket" 2>&1 >/dev/null); then
  case $problem in
    *'(NoSuchBucketPolicy)'*)
      aws s3api put-bucket-policy --bucket "$bucket" --policy "$(text)"
      echo "Bucket $bucket had no policy, and has this one now. To go back: aws s3api delete-bucket-policy --bucket $bucket"
      exit
      ;;
  esac
  printf '%s\n' "$problem" 'Nothing was changed.' >&2
  exit 1
fi
was=$(aws s3api get-bucket-policy --bucket "$bucket" --query Policy --output text) || {
  echo 'Nothing was changed.' >&2
  exit 1
}
if ! command -v jq >/dev/null; then
  echo 'Nothing was changed: this needs jq to add to what is there. Install jq and run this again, or add it by hand.' >&2
  exit 1
fi
new=$(text | jq -c --argjson was "$was" --arg list Statement --arg id Sid --argjson ours '["RemotionPublicRead", "PublicReadGetObject"]' '
  (if type == "array" then . else .[$list] end) as $new | $was |
  .[$list] = [.[$list] | if type == "array" then .[] else . end | select(.[$id] as $one | any($ours[]; . == $one) | not)] + $new')
plain() {
  jq -S 'walk(if type == "array" then sort | if length == 1 then .[0] else . end else . end)'
}
if [ "$(printf '%s' "$was" | plain)" = "$(printf '%s' "$new" | plain)" ]; then
  echo 'Nothing was changed: all of this is there already.'
  exit
fi
printf '%s\n' "Bucket $bucket had this policy:" "$was" 'To go back, save that as old.json and run:' "aws s3api put-bucket-policy --bucket $bucket --policy file://old.json"
aws s3api put-bucket-policy --bucket "$bucket" --policy "$new" >/dev/null
echo 'All of this is there now.'
SCRIPT
