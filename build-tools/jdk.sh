# Sourced by ./meridian and ./check: finds the newest JDK of 21 or later and sets JAVA_HOME to it, or says what is missing.
# Looks at JAVA_HOME, then where Linux and macOS put JDKs, then at the default java.

jdk_major() { # DIR -> prints the feature release of the JDK there, or nothing
  [ -x "$1/bin/javac" ] || return 0
  if [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9]*\).*/\1/p' "$1/release" | head -n 1
  else
    "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
  fi
}

find_jdk() {
  local best="" best_major=20 dir major default
  default=$(command -v javac 2>/dev/null) && default=$(dirname "$(dirname "$(readlink -f "$default")")")
  for dir in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${default:-}"; do
    [ -n "$dir" ] && [ -d "$dir" ] || continue
    major=$(jdk_major "$dir")
    if [ -n "$major" ] && [ "$major" -gt "$best_major" ]; then best=$dir best_major=$major; fi
  done
  [ -n "$best" ] || return 1
  export JAVA_HOME=$best
}

need_jdk() { # exits with one line where there is none
  find_jdk && return 0
  echo "$1: a JDK of 21 or newer is missing: install one (Debian: apt-get install openjdk-21-jdk, or Temurin) or set JAVA_HOME to it." >&2
  exit 69
}

need() { # PROGRAM, how to get it
  command -v "$1" >/dev/null 2>&1 && return 0
  echo "${0##*/}: $1 is missing: $2" >&2
  exit 69
}
