# What the scripts beside this file share: where things are, and how what is missing is installed or named.
# Sourced, not run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
var=$root/var

# Debian packages, by what needs them.
build_packages="pkg-config libpq-dev libssh2-1-dev libssh-dev libcurl4-openssl-dev libsnmp-dev libssl-dev libargon2-dev libzstd-dev libgit2-dev libpcre2-dev"
serve_packages="postgresql-15"
lab_packages="frr openssh-server iproute2 python3-venv"
netconf_packages="netconfd netconfd-module-ietf-system netconfd-module-ietf-interfaces"
test_packages="chromium fonts-dejavu-core"
chaos_packages="faketime"
host_packages="sudo snmpd snmp"

say() { printf '%s\n' "$*"; }

fail() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

# Installs the named Debian packages that are missing; without root or sudo it names them and ends.
need_packages() {
    local package installed missing=()
    installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null || true)
    for package in "$@"; do
        grep -q "^$package installed$" <<<"$installed" || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    local as_root=()
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || fail "these Debian packages are missing: ${missing[*]}
Install them with: sudo apt-get install ${missing[*]}"
        as_root=(sudo -n)
    fi
    say "Installing Debian packages: ${missing[*]}"
    mkdir -p "$var"
    # A package whose service cannot start here is installed all the same: we start what we need ourselves.
    local options=(-y -q --no-install-recommends -o Dpkg::Use-Pty=0)
    local environment=(env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1)
    if ! {
        "${as_root[@]}" "${environment[@]}" apt-get update -q &&
            "${as_root[@]}" "${environment[@]}" apt-get install "${options[@]}" "${missing[@]}"
    } >"$var/apt.log" 2>&1; then
        tail -n 15 "$var/apt.log" >&2
        fail "apt could not install ${missing[*]}; its whole output is in var/apt.log"
    fi
}

need_swift() {
    command -v swift >/dev/null 2>&1 ||
        fail "Swift 6.2 or newer is missing. Install it from https://www.swift.org/install and put it on the PATH."
    local version
    version=$(swift --version 2>/dev/null | grep -oE 'Swift version [0-9]+\.[0-9]+' | grep -oE '[0-9]+\.[0-9]+')
    [ "$(printf '%s\n6.2\n' "$version" | sort -V | head -n 1)" = 6.2 ] ||
        fail "Swift 6.2 or newer is needed; \`swift --version\` says ${version:-nothing}."
}

need_debian() {
    command -v dpkg-query >/dev/null 2>&1 ||
        fail "this script installs Debian packages (Debian 12); on another system read bin/environment.sh for what is needed."
}

# The first python3 that is new enough and can make virtual environments.
find_python() {
    local candidate
    for candidate in python3 /usr/bin/python3; do
        if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

# Makes var/python, or another folder, and installs a requirements file into it, once per content of the file.
need_python() {
    local requirements=$1 folder=${2:-$var/python} stamp interpreter
    local all=("$requirements")
    [ -n "${2:-}" ] || all=("$root"/Tests/requirements.txt "$root"/Tests/Lab/requirements.txt)
    stamp=$folder/$(cat "${all[@]}" | sha256sum | cut -c1-16)
    stamp=$stamp-$(basename "$(dirname "$requirements")")
    [ ! -e "$stamp" ] || return 0
    mkdir -p "$var"
    (
        flock 9
        [ ! -e "$stamp" ] || exit 0
        interpreter=$(find_python) || { need_packages python3-venv; interpreter=$(find_python); } ||
            fail "Python 3.11 or newer with its venv module is missing (Debian package python3-venv)."
        [ -x "$folder/bin/pip" ] || "$interpreter" -m venv "$folder"
        say "Installing Python packages from ${requirements#"$root"/} into ${folder#"$root"/}" >&2
        "$folder/bin/pip" install -q --disable-pip-version-check -r "$requirements" >"$var/pip.log" 2>&1 || {
            tail -n 15 "$var/pip.log" >&2
            fail "pip could not install ${requirements#"$root"/}; its whole output is in var/pip.log"
        }
        touch "$stamp"
    ) 9>"$folder.lock"
}

# The two Ansible collections whose filters ours are compared with, out of the package that carries all of them.
ansible_version=12.3.0
need_collections() {
    local folder=$var/ansible
    local stamp=$folder/$ansible_version
    [ ! -e "$stamp" ] || return 0
    mkdir -p "$var"
    (
        flock 9
        [ ! -e "$stamp" ] || exit 0
        say "Fetching the Ansible collections ansible.utils and ansible.netcommon" >&2
        rm -rf "$folder"
        mkdir -p "$folder"
        "$var/python/bin/pip" download -q --disable-pip-version-check --no-deps --only-binary :all: --dest "$folder" \
            "ansible==$ansible_version" >"$var/pip.log" 2>&1 || {
            tail -n 15 "$var/pip.log" >&2
            fail "pip could not fetch ansible $ansible_version; its whole output is in var/pip.log"
        }
        "$var/python/bin/python" - "$folder" <<'PYTHON'
import pathlib, sys, zipfile

folder = pathlib.Path(sys.argv[1])
wheel = next(folder.glob("*.whl"))
wanted = ("ansible_collections/ansible/utils/", "ansible_collections/ansible/netcommon/")
with zipfile.ZipFile(wheel) as archive:
    archive.extractall(folder, [name for name in archive.namelist() if name.startswith(wanted)])
wheel.unlink()
PYTHON
        touch "$stamp"
    ) 9>"$var/ansible.lock"
}

# The collection ntc-templates: data by which outputs of commands are parsed, never part of the repository.
templates_version=9.3.0
need_templates() {
    need_pypi "$var/ntc-templates" "ntc_templates==$templates_version" "--only-binary :all:" ntc_templates/templates/
}

# Outputs of real devices that a former version of the same collection carried for its own tests.
outputs_version=1.4.0
need_outputs() {
    need_pypi "$var/ntc-outputs" "ntc-templates==$outputs_version" "--no-binary ntc-templates" \
        "ntc_templates-$outputs_version/tests/"
}

# need_pypi FOLDER PACKAGE==VERSION PIP-FLAGS INSIDE: puts what lies in the folder INSIDE of a package into FOLDER.
need_pypi() {
    local folder=$1 package=$2 flags=$3 inside=$4
    local stamp=$folder/.${package##*==}
    [ ! -e "$stamp" ] || return 0
    mkdir -p "$var"
    (
        flock 9
        [ ! -e "$stamp" ] || exit 0
        say "Fetching $package" >&2
        rm -rf "$folder"
        mkdir -p "$folder"
        # shellcheck disable=SC2086
        "$var/python/bin/pip" download -q --disable-pip-version-check --no-deps $flags --dest "$folder" "$package" \
            >"$var/pip.log" 2>&1 || {
            tail -n 15 "$var/pip.log" >&2
            fail "pip could not fetch $package; its whole output is in var/pip.log"
        }
        "$var/python/bin/python" - "$folder" "$inside" <<'PYTHON'
import pathlib, sys, tarfile, zipfile

folder, inside = pathlib.Path(sys.argv[1]), sys.argv[2]
archive = next(path for path in folder.iterdir() if path.suffix in (".whl", ".gz"))
if archive.suffix == ".whl":
    with zipfile.ZipFile(archive) as opened:
        files = {name: opened.read(name) for name in opened.namelist() if name.startswith(inside)}
else:
    with tarfile.open(archive) as opened:
        members = [one for one in opened.getmembers() if one.isfile() and one.name.startswith(inside)]
        files = {one.name: opened.extractfile(one).read() for one in members}
for name, content in files.items():
    path = folder / name.removeprefix(inside)
    if ".." in path.parts or name.endswith("/"):
        continue
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
archive.unlink()
PYTHON
        touch "$stamp"
    ) 9>"$folder.lock"
}

# Builds the program unless nothing changed since the last build; says where it is in $program.
build_program() {
    local configuration=$1 stamp=$var/build-$1.stamp
    program=$(cd "$root" && swift build -c "$configuration" --show-bin-path)/netstacks
    if [ -x "$program" ] && [ -e "$stamp" ] &&
        [ -z "$(find "$root/Package.swift" "$root/Sources" -newer "$stamp" -print -quit)" ]; then
        return 0
    fi
    say "Building NetStacks ($configuration). The first build takes some minutes."
    mkdir -p "$var"
    touch "$stamp.started"
    (cd "$root" && swift build -c "$configuration" --product netstacks) ||
        fail "the build failed; what the compiler says stands above."
    mv "$stamp.started" "$stamp"
}

# Everything that running the program needs: packages, the compiled program, Python for the lab.
need_program() {
    need_debian
    # shellcheck disable=SC2086
    need_packages $build_packages $serve_packages $lab_packages
    need_swift
    need_python "$root/Tests/Lab/requirements.txt"
    build_program "$1"
}
