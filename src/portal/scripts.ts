/**
 * The portal's own client code, all of it: inline scripts that carry the page's nonce. Every page works without them.
 */

/** As text inside a script element: JSON, with what could end the element escaped. */
const json = (value: unknown): string =>
  JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)

/**
 * Keeps an impatient second press from sending a form twice; coming back to the page allows it again. A download leaves
 * the page where it is, so that its form is free again after a moment.
 */
export const onceScript = `(function(){
addEventListener('submit',function(e){var f=e.target;if(f.method!=='post')return;if(f.dataset.sent){e.preventDefault();return}
f.dataset.sent='1';var b=e.submitter||f.querySelector('button');if(b)b.setAttribute('aria-busy','true');
if('download' in f.dataset)setTimeout(function(){delete f.dataset.sent;if(b)b.removeAttribute('aria-busy')},2000)});
addEventListener('pageshow',function(e){if(!e.persisted)return;document.querySelectorAll('form[data-sent]').forEach(function(f){
delete f.dataset.sent;f.querySelectorAll('[aria-busy]').forEach(function(b){b.removeAttribute('aria-busy')})})});
})()`

/** Brings what is open into sight where the sections, or the filters, go on beyond a narrow screen's edge. */
export const currentScript = `(function(){document.querySelectorAll('.nav,.chips').forEach(function(n){
var a=n.querySelector('[aria-current]');if(!a)return;var r=a.getBoundingClientRect(),s=n.getBoundingClientRect();
n.scrollLeft+=r.left-s.left-(s.width-r.width)/2})})()`

/** Posts a document link's form by itself, and says so: the server treats that more carefully than a pressed button. */
export const autoPostScript = (formId: string): string =>
  `(function(){var f=document.getElementById(${json(formId)});if(!f)return;f.elements.auto.value='1';f.dataset.sent='1';f.submit()})()`

/**
 * Starts the download of what is chosen, once a visit: the wish leaves the address, so that neither reloading nor coming
 * back starts it again (`SelectionCount` sees to it where Next's router puts the address back that it began with). Not
 * before the page is there: a form that is sent earlier ends its loading.
 */
export const autoDownloadScript = (formId: string): string =>
  `(function(){if(!new URLSearchParams(location.search).has('download'))return;
addEventListener('load',function(){var f=document.getElementById(${json(formId)}),u=new URL(location.href);if(!f)return;
if(u.searchParams.has('download')){u.searchParams.delete('download');history.replaceState(null,'',u)}
f.dataset.started='1';f.requestSubmit(f.querySelector('[type=submit]'))})})()`

/**
 * Tells that a person is here, once, at the first press, key or touch, or the first scrolling by hand (wheel and touch;
 * a scroll event alone may be a script's). Some mail scanners run scripts, none of them does this. `body` says, as a
 * form would, what was looked at.
 */
export const seenScript = (url: string, body: string): string =>
  `(function(){var n=['pointerdown','keydown','touchstart','wheel'],done=0;function s(e){if(done||!e.isTrusted)return;done=1;
n.forEach(function(t){removeEventListener(t,s,true)});
fetch(${json(url)},{method:'POST',keepalive:true,credentials:'same-origin',headers:{'content-type':'application/x-www-form-urlencoded'},body:${json(body)}}).catch(function(){})}
n.forEach(function(t){addEventListener(t,s,{capture:true,passive:true})})})()`
