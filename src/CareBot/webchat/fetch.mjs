// Fetches the stock Web Chat bundle with npm, checks it against the pinned integrity, and lays it out ready to serve.
// node fetch.mjs PACKAGE VERSION INTEGRITY FOLDER
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const [name, version, integrity, folder] = process.argv.slice(2);

function stop(message) {
  console.error(`fetch.mjs: ${message}`);
  process.exit(1);
}

function run(command, args, cwd, remedy) {
  try {
    // npm is a script on Windows, which only a shell can start.
    return execFileSync(command, args, { cwd, encoding: 'utf8', shell: process.platform === 'win32', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    return stop(`${remedy}\n${error.stderr || error.message}`);
  }
}

if (Number(process.versions.node.split('.')[0]) < 20) stop(`Node.js 20 or later is needed; this is ${process.version}.`);

mkdirSync(folder, { recursive: true });
const work = mkdtempSync(join(folder, '.fetch-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

const packed = run('npm', ['pack', `${name}@${version}`, '--silent', '--ignore-scripts'], work,
  `npm could not fetch ${name} ${version}: see that npm is installed with Node.js and reaches its registry.`);
const tarball = basename(packed.trim().split(/\r?\n/).pop());
const found = `sha512-${createHash('sha512').update(readFileSync(join(work, tarball))).digest('base64')}`;
if (found !== integrity) stop(`${name} ${version} is not the pinned package: expected ${integrity}, got ${found}.`);

const members = ['package/dist/webchat.js', 'package/dist/webchat.js.LICENSE.txt', 'package/package.json'];
run('tar', ['-xzf', tarball, ...members], work, 'tar could not unpack the package.');

const bundle = readFileSync(join(work, members[0]));
writeFileSync(join(work, 'webchat.js'), bundle);
writeFileSync(join(work, 'webchat.js.gz'), gzipSync(bundle, { level: 9 }));
writeFileSync(join(work, 'webchat.js.br'), brotliCompressSync(bundle, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_SIZE_HINT]: bundle.length }
}));
copyFileSync(join(work, members[1]), join(work, 'webchat.js.LICENSE.txt'));
const { license, repository } = JSON.parse(readFileSync(join(work, members[2]), 'utf8'));
writeFileSync(join(work, 'LICENSE'), `${name} ${version}: ${license}, ${repository.url}\n`);

// Moved in last and each at once, so that two builds side by side never see half a file.
for (const file of ['LICENSE', 'webchat.js.LICENSE.txt', 'webchat.js.br', 'webchat.js.gz', 'webchat.js']) {
  const now = new Date();
  utimesSync(join(work, file), now, now);
  renameSync(join(work, file), join(folder, file));
}
console.log(`${name} ${version} is in ${dirname(join(folder, 'x'))}`);
