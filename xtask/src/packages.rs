//! The packages that resources are made from, fetched by name and version with their ordinary clients.

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// `resources.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    package: Vec<Package>,
    #[expect(dead_code, reason = "read by the tests of the reader")]
    compiled: toml::Table,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Package {
    name: String,
    client: Client,
    version: String,
    #[expect(dead_code, reason = "for people")]
    licence: String,
    #[expect(dead_code, reason = "for people")]
    attribution: String,
    #[expect(dead_code, reason = "for people")]
    holds: String,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Client {
    Pip,
    Npm,
    Apt,
}

/// Fetched packages, and the hash of every file that was taken from them.
pub(crate) struct Packages {
    manifest: Manifest,
    cache: PathBuf,
    hash: blake3::Hasher,
}

impl Packages {
    /// Reads the manifest; nothing is fetched before it is asked for.
    pub(crate) fn open(root: &Path) -> Result<Packages> {
        let manifest = fs::read_to_string(root.join("resources.toml")).context("resources.toml")?;
        let manifest = toml::from_str(&manifest).context("resources.toml")?;
        Ok(Packages { manifest, cache: root.join("target/resources"), hash: blake3::Hasher::new() })
    }

    /// The bytes of one file of a package.
    pub(crate) fn read(&mut self, package: &str, file: &str) -> Result<Vec<u8>> {
        let path = self.folder(package)?.join(file);
        let bytes = fs::read(&path).with_context(|| format!("{package} has no {file}"))?;
        self.hash.update(package.as_bytes()).update(file.as_bytes()).update(blake3::hash(&bytes).as_bytes());
        Ok(bytes)
    }

    /// Adds something else that the result depends on.
    pub(crate) fn depends_on(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
    }

    /// The hash of all inputs.
    pub(crate) fn inputs(&self) -> [u8; 32] {
        *self.hash.finalize().as_bytes()
    }

    fn folder(&self, name: &str) -> Result<PathBuf> {
        let known = self.manifest.package.iter().find(|p| p.name == name);
        let Package { client, version, .. } = known.with_context(|| format!("resources.toml lists no {name}"))?;
        let folder = self.cache.join(format!("{name}-{version}"));
        if !folder.exists() {
            eprintln!("fetching {name} {version}");
            let fresh = self.cache.join(format!("{name}-{version}.part"));
            fs::remove_dir_all(&fresh).or_else(|e| if e.kind() == std::io::ErrorKind::NotFound { Ok(()) } else { Err(e) })?;
            fs::create_dir_all(&fresh)?;
            fetch(*client, name, version, &fresh)?;
            fs::rename(&fresh, &folder)?;
        }
        Ok(match client {
            Client::Npm => folder.join("node_modules").join(name),
            Client::Pip | Client::Apt => folder,
        })
    }
}

fn fetch(client: Client, name: &str, version: &str, folder: &Path) -> Result<()> {
    match client {
        Client::Pip => run(Command::new("python3")
            .args(["-m", "pip", "install", "--quiet", "--no-deps", "--no-compile", "--target"])
            .arg(folder)
            .arg(format!("{name}=={version}"))),
        Client::Npm => run(Command::new("npm")
            .args(["install", "--silent", "--no-save", "--ignore-scripts", "--no-audit", "--prefix"])
            .arg(folder)
            .arg(format!("{name}@{version}"))),
        Client::Apt => {
            run(Command::new("apt-get")
                .args(["--quiet", "--quiet", "download"])
                .arg(format!("{name}={version}"))
                .current_dir(folder))?;
            let archives = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
            ensure!(archives.len() == 1, "{name}: expected one archive");
            run(Command::new("dpkg-deb").arg("--extract").arg(archives[0].path()).arg(folder))
        }
    }
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("{:?} cannot be run", command.get_program()))?;
    if !status.success() {
        bail!("{command:?} failed");
    }
    Ok(())
}
