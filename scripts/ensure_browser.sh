#!/usr/bin/env bash
# Makes sure that what the browser tests need is there: a Chromium and an Arabic font. Installs
# them with apt-get when they are missing and it may; otherwise says what to install.
set -euo pipefail

# Asked for its version: on some systems the name stands for a package that is not there.
has_browser() {
    for name in "${CHROMIUM:-chromium}" chromium chromium-browser google-chrome; do
        "$name" --version >/dev/null 2>&1 && return
    done
    return 1
}

has_arabic_font() {
    command -v fc-list >/dev/null && [ -n "$(fc-list :lang=ar family)" ]
}

missing=()
has_browser || missing+=(chromium)
has_arabic_font || missing+=(fontconfig fonts-noto-core)
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    as_root=(sudo -n)
fi
if ! command -v apt-get >/dev/null ||
    { [ ${#as_root[@]} -gt 0 ] && ! sudo -n true 2>/dev/null; }; then
    echo "The tests need a Chromium and an Arabic font. Missing here: ${missing[*]}." >&2
    echo "Install them with this machine's package manager, on Debian:" >&2
    echo "    sudo apt-get install ${missing[*]}" >&2
    exit 1
fi

echo "Installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update --quiet
"${as_root[@]}" apt-get install --yes --quiet --no-install-recommends "${missing[@]}"
has_browser && has_arabic_font || {
    echo "After installing ${missing[*]} there is still no Chromium or no Arabic font." >&2
    exit 1
}
