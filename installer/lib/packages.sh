# Distribution packages: tables in installer/packages, only what is missing is installed.

install_packages() {
  local list missing
  list=$(wanted_packages | missing_packages)
  if [[ -z $list ]]; then note "all there"; return; fi
  mapfile -t missing <<<"$list"
  note "missing: ${missing[*]}"
  require_space / 2000 "the distribution's packages" "Free some space there, then run the same command again."
  become_root "${missing[@]}"
  apt_get update || note "the package lists could not be renewed; going on with the old ones"
  apt_get install -y --no-install-recommends "${missing[@]}" || explain_output "a distribution package"
}

wanted_packages() {
  local table=$here/packages/$distribution.txt
  awk -v window="$window" '
    { sub(/#.*/, "") } !NF { next }
    /^\[/ { skip = ($1 == "[window]" && window == "no"); next }
    !skip { print $1 }' "$table"
}

missing_packages() {
  local name
  while read -r name; do
    if [[ $(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null) != installed ]]; then printf '%s\n' "$name"; fi
  done
}

become_root() {
  as_root=()
  if ((EUID == 0)); then return; fi
  local command="apt-get update && apt-get install -y --no-install-recommends $*"
  if command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [[ -t 0 ]]; }; then
    note "asking sudo for the rights to install them"
    sudo -v || fail "No rights: sudo refused." "Ask someone with rights to run:" "$command"
    as_root=(sudo)
    return
  fi
  fail "No rights: installing packages needs root." "Run this as root, then start the same command again:" "$command"
}

apt_get() {
  quietly "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive LC_ALL=C apt-get -q -o DPkg::Lock::Timeout=120 "$@"
}
