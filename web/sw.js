// Keeps the app for offline use. `cargo xtask dist` fills in VERSION and FILES; each address in FILES carries its
// content's hash, except the page itself.
'use strict';

const VERSION = "";
const FILES = [];

// Two copies of the app under one origin have scopes of their own, and so caches of their own.
const PREFIX = 'three-lists ' + self.registration.scope + ' ';
const CACHE = PREFIX + VERSION;
const PAGE = new URL('./', self.registration.scope).href;

self.addEventListener('install', event => event.waitUntil(keepAll()));
self.addEventListener('activate', event => event.waitUntil(forgetOld()));
self.addEventListener('message', event => {
  // Only a person decides when the new version takes over.
  if (event.data && event.data.type === 'apply-update') self.skipWaiting();
});
self.addEventListener('fetch', event => {
  const request = event.request;
  if (request.method !== 'GET' || !request.url.startsWith(self.registration.scope)) return;
  if (request.mode === 'navigate') {
    const path = new URL(request.url).pathname;
    const isPage = path === new URL(PAGE).pathname || path === new URL('./index.html', PAGE).pathname;
    if (isPage) event.respondWith(fromCache(PAGE, request));
    return;
  }
  event.respondWith(fromCache(request.url, request));
});

async function keepAll() {
  const cache = await caches.open(CACHE);
  await Promise.all(FILES.map(async file => {
    const address = new URL(file, PAGE).href;
    const kept = address.includes('?v=') ? await caches.match(address) : undefined;
    const response = kept || await fetch(new Request(address, { cache: 'no-cache' }));
    if (!response.ok) throw new Error(response.status + ' ' + address);
    await cache.put(address, response);
  }));
}

async function forgetOld() {
  const old = (await caches.keys()).filter(name => name.startsWith(PREFIX) && name !== CACHE);
  // Another tab may still show the version before this one and want its worker: the last one stays.
  await Promise.all(old.slice(0, -1).map(name => caches.delete(name)));
}

async function fromCache(address, request) {
  const own = await caches.open(CACHE);
  return (await own.match(address)) || (await caches.match(address)) || fetch(request);
}
