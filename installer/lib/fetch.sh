# Wheels: download by pip with hashes, unpack aside, link into the tree, and write a marker last. A wheel without a marker counts as
# absent, so a killed setup loses at most the wheel it was busy with.

pip=(/usr/bin/python3 -m pip)
platforms=(manylinux_2_28 manylinux_2_27 manylinux_2_25 manylinux_2_24 manylinux_2_18 manylinux_2_17 manylinux2014)

# fetch_sections SECTION...: downloads one wheel while the one before is unpacked.
fetch_sections() {
  local list wanted=() requirement wheel total index=0 started
  list=$(missing_requirements "$@")
  if [[ -n $list ]]; then mapfile -t wanted <<<"$list"; fi
  total=${#wanted[@]}
  for requirement in "${wanted[@]}"; do
    started=$EPOCHREALTIME index=$((index + 1))
    download_wheel "$requirement"
    note "[$index/$total] $(requirement_title "$requirement"): $(megabytes_of "$wheel") MB in $(seconds_since "$started") s"
    wait_for_unpacking
    unpack_wheel "$requirement" "$wheel" "$@" &
    unpacking=$!
  done
  wait_for_unpacking
}

missing_requirements() {
  local section requirement
  for section in "$@"; do
    while IFS= read -r requirement; do
      has_wheel "$section" "$requirement" || printf '%s\n' "$requirement"
    done < <(lock_lines "$section")
  done | awk '!seen[$0]++'
}

wait_for_unpacking() {
  if [[ -z ${unpacking:-} ]]; then return; fi
  local status=0
  wait "$unpacking" || status=$?
  unpacking=
  if ((status != 0)); then said_why=yes; exit 1; fi
}

# download_wheel REQUIREMENT: sets wheel. pip's own cache is left out, it would keep gigabytes twice.
download_wheel() {
  local folder=$work/$(requirement_name "$1") tags=() tag attempt
  for tag in "${platforms[@]}"; do tags+=(--platform "${tag}_x86_64"); done
  mkdir -p "$folder/tmp"
  printf '%s\n' "$1" >"$folder/requirement.txt"
  for attempt in 1 2 3; do
    if quietly env TMPDIR="$folder/tmp" PIP_REQUIRE_VIRTUALENV=0 PIP_DISABLE_PIP_VERSION_CHECK=1 LC_ALL=C.UTF-8 \
      "${pip[@]}" download --quiet --no-input --no-cache-dir --no-deps --require-hashes --only-binary :all: --retries 2 \
      --python-version 311 --implementation cp --abi cp311 "${tags[@]}" --dest "$folder" \
      --requirement "$folder/requirement.txt"; then
      wheel=$(echo "$folder"/*.whl)
      return
    fi
    says 'timed out|reset|broken|IncompleteRead' || break
  done
  if says 'no module named pip'; then
    fail "Python's pip is missing." "Install the package python3-pip, then run the same command again."
  fi
  explain_output "$(requirement_title "$1")"
}

megabytes_of() { awk -v b="$(stat -c %s "$1")" 'BEGIN { printf "%.0f", b / 1e6 }'; }

# unpack_wheel REQUIREMENT WHEEL SECTION...
unpack_wheel() {
  local requirement=$1 wheel=$2 section
  shift 2
  for section in "$@"; do
    if lock_lines "$section" | grep -qxF -- "$requirement" && ! has_wheel "$section" "$requirement"; then
      unpack_part "$section" "$requirement" "$wheel"
    fi
  done
  rm -rf "$(dirname "$wheel")"
}

# unpack_part SECTION REQUIREMENT WHEEL
unpack_part() {
  local aside name marker status=0
  name=$1-$(requirement_name "$2")
  aside=$work/unpack-$name marker=$tree/.have/$name
  wheel_members "$1" "$(requirement_name "$2")"
  mkdir -p "$aside" "$tree/.have"
  quietly unzip -qo "$3" "${take[@]}" -x "${leave[@]}" -d "$aside" || status=$?
  # 11 says that one of several patterns matched nothing.
  if ((status != 0 && status != 11)) || [[ -z $(find "$aside" -type f -print -quit) ]]; then
    explain_output "unpacking $(requirement_title "$2")"
  fi
  chmod -R a+rX "$aside"
  quietly write_marker "$2" || explain_output "unpacking $(requirement_title "$2")"
  rm -f "$marker"
  quietly cp -alf "$aside/." "$tree/" || explain_output "unpacking $(requirement_title "$2")"
  sync -f "$tree"
  mv "$aside.marker" "$marker"
  rm -rf "$aside"
}

write_marker() { { printf '%s\n' "$1"; (cd "$aside" && find . -type f -printf '%s %P\n' | LC_ALL=C sort); } >"$aside.marker"; }

# has_wheel SECTION REQUIREMENT: its marker names this very hash, and every file is there in full length.
has_wheel() {
  local marker=$tree/.have/$1-$(requirement_name "$2")
  [[ -r $marker && $(head -1 "$marker") == "$2" ]] || return 1
  [[ -z $(LC_ALL=C comm -23 <(tail -n +2 "$marker") <(tree_files)) ]]
}

tree_files() { (cd "$tree" && find . -type f -printf '%s %P\n' | LC_ALL=C sort); }
