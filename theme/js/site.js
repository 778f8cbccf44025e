/* A page says what was to come on the day it was built. This lets go of what has passed since, and
   moves the mark of today in a month; without it a page is as old as its build.

   data-end     on an event: the moment from which it is over, with its offset from UTC
   data-coming  on a list of what comes, the only place where something is hidden
   data-none    in such a list: what to say when nothing is left; a list without it goes as a whole */
(function () {
  'use strict';

  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }

  var now = new Date();

  all('[data-coming]').forEach(function (list) {
    var events = all('[data-end]', list);
    var over = events.filter(function (one) {
      return new Date(one.getAttribute('data-end')) <= now;
    });
    over.forEach(function (one) {
      one.hidden = true;
    });
    if (over.length && over.length === events.length) {
      var none = list.querySelector('[data-none]');
      (none || list).hidden = !none;
    }
  });

  var day = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map(function (part) {
      return (part < 10 ? '0' : '') + part;
    })
    .join('-');

  all('.month-day').forEach(function (one) {
    one.parentNode.classList.toggle('is-today', one.getAttribute('datetime') === day);
  });
})();
