#!/usr/bin/env bash
# What Maven asks of the web client: web.sh build|check|test|interop|browser. The last two need cli/target/meridian.jar.
set -euo pipefail
top=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
. "$top/build-tools/node.sh"
need_node meridian
cd "$top/client-web"

have_chromium() {
  [ -n "${MERIDIAN_CHROMIUM:-}" ] || command -v chromium || command -v chromium-browser || command -v google-chrome
}

# The system's Chromium; by apt where that may be done without a question, else a line that says what is not tested.
want_chromium() {
  have_chromium >/dev/null && return 0
  if command -v apt-get >/dev/null; then
    local root=()
    [ "$(id -u)" = 0 ] || root=(sudo -n)
    echo "meridian: getting Chromium by apt for the tests in the browser" >&2
    local get=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -qq)
    "${get[@]}" install --no-install-recommends chromium >/dev/null 2>&1 && return 0
    # Where nothing was ever asked for, apt does not know yet what there is.
    "${get[@]}" update >/dev/null 2>&1 || true
    "${get[@]}" install --no-install-recommends chromium >/dev/null 2>&1 && return 0
  fi
  echo "meridian: NOT TESTED in a browser: there is no Chromium here, and apt could not get it (install chromium, or set MERIDIAN_CHROMIUM)." >&2
  return 1
}

case "${1:-}" in
  build | check) exec node scripts/maven.mjs "$1" ;;
  test) exec npm run --silent test ;;
  interop) exec npm run --silent test:interop ;;
  browser) want_chromium || exit 0; exec npm run --silent test:browser ;;
  *) echo "usage: web.sh build|check|test|interop|browser" >&2; exit 64 ;;
esac
