#!/bin/sh
# Chromium and fonts, in which the pages are tested: nothing to do where they are; else installed by apt where one may.
#
# Without them the browser tests are reported as not run: this never fails.
set -u
find_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

if find_chromium >/dev/null; then
  exit 0
fi
advice() {
  echo "browser: $1 The browser tests are reported as not run."
  echo "What to do, on Debian or Ubuntu, as root:   apt-get install chromium fonts-dejavu"
  exit 0
}
command -v apt-get >/dev/null || advice "Chromium is not there, and this system has no apt-get."
if [ "$(id -u)" -eq 0 ]; then
  as_root=''
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  as_root='sudo -n'
else
  advice "Chromium is not there, and installing it takes the rights of root."
fi
echo "browser: installing Chromium and fonts by apt-get"
# Another program may hold the lock of the packages for a while. The names of the packages come first, where they are old.
options='-qq -o DPkg::Lock::Timeout=500'
install() {
  DEBIAN_FRONTEND=noninteractive $as_root apt-get $options install --yes --no-install-recommends chromium fonts-dejavu \
    >/dev/null 2>&1
}
install || { $as_root apt-get $options update >/dev/null 2>&1 && install; } || advice "apt-get could not install Chromium."
find_chromium >/dev/null || advice "apt-get ended well, and Chromium is not there."
echo "browser: done"
