# Which machine this is: architecture, distribution, free disk space.

check_machine() {
  check_architecture
  check_distribution
}

check_architecture() {
  local machine
  machine=$(uname -m)
  [[ $machine == x86_64 ]] || fail "Lathe is built for x86-64 processors; this machine is $machine." "Run setup on an x86-64 machine."
}

check_distribution() {
  local file=${LATHE_OS_RELEASE:-/etc/os-release} id= version= name=
  if [[ -r $file ]]; then
    id=$(os_release_value "$file" ID)
    version=$(os_release_value "$file" VERSION_ID)
    name=$(os_release_value "$file" PRETTY_NAME)
  fi
  name=${name:-${id:-an unknown system}}
  distribution=$id-$version
  case $distribution in
    debian-12) note "$name" ;;
    debian-13 | ubuntu-24.04) note "$name (its package table is untried)" ;;
    *) fail "Setup does not know this distribution: $name." "It knows Debian 12, Debian 13 and Ubuntu 24.04; a container of one of them will do." ;;
  esac
}

os_release_value() { sed -n "s/^$2=//p" "$1" | head -1 | tr -d "\"'"; }

# require_space FOLDER MEGABYTES WHAT MEND
require_space() {
  local free
  free=$(df -Pm "$1" | awk 'NR == 2 { print $4 }')
  if ((free < $2)); then
    fail "The disk is too full: $3 needs $(gigabytes "$2") GB in $1, and $(gigabytes "$free") GB are free." "$4"
  fi
}

gigabytes() { awk -v m="$1" 'BEGIN { printf "%.1f", m / 1000 }'; }
