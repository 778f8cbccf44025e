/* The chooser of the subscribe page: pick one thing, get the exact addresses, copy them.

   It shows what the lists below it say and knows nothing else. Whatever has `data-choice` can be
   chosen; its id is the same in every language and stands in the page's address, where a QR code
   puts it, too. Its links are told apart by where they lead. */
(function () {
  'use strict';

  var chooser = document.getElementById('chooser');
  var select = chooser.querySelector('select');
  var status = chooser.querySelector('[role="status"]');
  // Where the page stands for the world: what is copied here has to hold everywhere.
  var canonical = document.querySelector('link[rel="canonical"]').href;
  var groups = {};

  function all(selector) {
    return Array.prototype.slice.call(document.querySelectorAll(selector));
  }

  function add(choice) {
    var name = choice.querySelector('.choice-name');
    var section = choice.parentNode.closest('section section');
    var label = section ? section.querySelector('h3').textContent : '';
    var option = new Option(name.textContent.trim(), choice.id);
    if (name.lang) option.lang = name.lang;
    if (label && !groups[label]) {
      groups[label] = document.createElement('optgroup');
      groups[label].label = label;
      select.appendChild(groups[label]);
    }
    (groups[label] || select).appendChild(option);
  }

  function show() {
    var choice = document.getElementById(select.value);
    all('#chooser [data-shows]').forEach(function (part) {
      var found = choice.querySelector(part.getAttribute('data-shows'));
      var target = part.querySelector('input, a');
      part.hidden = !found;
      if (!found) return;
      // `href` of a webcal: link is whole already, and stays as it is.
      var address = new URL(found.getAttribute('href'), canonical).href;
      if (target.tagName === 'INPUT') target.value = address;
      else target.href = found.href;
    });
    all('#chooser a[hreflang]').forEach(function (link) {
      link.hash = select.value;
    });
    status.textContent = '';
  }

  function chosen() {
    var id = location.hash.slice(1);
    var found = all('#choice option').some(function (option) {
      return option.value === id;
    });
    if (!found) return;
    select.value = id;
    show();
    chooser.scrollIntoView();
  }

  function copy(input) {
    function say(how) {
      status.textContent = '';
      // A moment later, so that the same words are told again.
      setTimeout(function () {
        status.textContent = status.getAttribute('data-' + how);
      }, 50);
    }
    function mark() {
      input.focus();
      input.setSelectionRange(0, input.value.length);
      say('selected');
    }
    // Only a page that came over https has a clipboard, and a reader may refuse it.
    if (!navigator.clipboard) return mark();
    navigator.clipboard.writeText(input.value).then(function () {
      say('copied');
    }, mark);
  }

  all('[data-choice]').forEach(add);
  select.addEventListener('change', function () {
    show();
    history.replaceState(null, '', '#' + select.value);
  });
  all('#chooser button').forEach(function (button) {
    button.addEventListener('click', function () {
      copy(button.parentNode.querySelector('input'));
    });
  });
  window.addEventListener('hashchange', chosen);
  chooser.hidden = false;
  show();
  chosen();
  // When all is there, a browser goes to the place of the fragment itself: to the line in the list.
  window.addEventListener('load', function () {
    setTimeout(chosen, 0);
  });
})();
