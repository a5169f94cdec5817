# Finds the JDK that builds and runs Fishnet. Sourced by ./fishnet and ./check; run by the build, which only wants to know.

# Prints the home of a JDK 25, the one in JAVA_HOME first; without one says what to install and fails.
find_jdk() {
  local home
  for home in "${JAVA_HOME-}" /usr/lib/jvm/* /opt/java/* "${HOME-}"/.sdkman/candidates/java/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -x "$home/bin/javac" ] && grep -qs '^JAVA_VERSION="25' "$home/release"; then
      printf '%s\n' "$home"
      return
    fi
  done
  {
    echo "[fishnet] JDK 25 is needed to build and run Fishnet, and none was found."
    echo "[fishnet] hint: install one beside the Java you have (temurin-25-jdk, or openjdk-25-jdk-headless where the system has it), or set JAVA_HOME to one"
  } >&2
  return 1
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then find_jdk > /dev/null; fi
