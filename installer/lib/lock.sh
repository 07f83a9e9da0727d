# installer/lock.txt: sections of pip requirements, each with its exact version and hash.

lock_file=${LATHE_LOCK_FILE:-$here/lock.txt}

# lock_lines SECTION: its requirements, comments stripped.
lock_lines() {
  awk -v wanted="[$1]" '
    { sub(/[ \t]*#.*/, "") } !NF { next }
    /^\[/ { inside = ($1 == wanted); next }
    inside { print }' "$lock_file"
}

requirement_name() { printf '%s\n' "${1%%==*}"; }

requirement_title() { printf '%s\n' "${1%% *}" | sed 's/==/ /'; }

check_lock() {
  local section line
  [[ -r $lock_file ]] || fail "$lock_file is missing." "Restore it with git, or make it again with installer/make-lock."
  for section in "$@"; do
    [[ -n $(lock_lines "$section") ]] ||
      fail "$lock_file has no section [$section]." "Make it again with installer/make-lock."
    while IFS= read -r line; do
      [[ $line =~ ^[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.]*\ --hash=sha256:[0-9a-f]{64}$ ]] ||
        fail "$lock_file: this line lacks an exact version or a sha256 hash: $line" "Make it again with installer/make-lock."
    done < <(lock_lines "$section")
  done
}
