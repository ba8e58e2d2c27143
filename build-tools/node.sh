# Sourced by ./meridian, ./check and web.sh: looks for Node.js of 20 or newer, or says in one line what is missing.

need_node() { # exits with one line where there is none
  local version
  version=$(node --version 2>/dev/null) || version=
  version=${version#v}
  if [ -z "$version" ] || [ "${version%%.*}" -lt 20 ]; then
    echo "$1: Node.js of 20 or newer is missing${version:+ (here is $version)}: install it with npm (Debian: apt-get install nodejs npm, or nodejs.org)." >&2
    exit 69
  fi
  command -v npm >/dev/null 2>&1 && return 0
  echo "$1: npm is missing: install it (Debian: apt-get install npm)." >&2
  exit 69
}
