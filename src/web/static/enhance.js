// What is nicer with a script; everything works without it.

/** Offers whole queries while one is typed. */
function completeQueries(input) {
  const list = input.list;
  let waiting = 0;
  let asked = '';
  input.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const typed = input.value.trim();
      if (typed === '' || typed === asked) return;
      asked = typed;
      const response = await fetch(`${input.dataset.complete}?q=${encodeURIComponent(typed)}`);
      if (!response.ok || typed !== asked) return;
      const { queries } = await response.json();
      list.replaceChildren(
        ...queries.map(query => {
          const option = document.createElement('option');
          option.value = query;
          return option;
        }),
      );
    }, 150);
  });
}

/** "/" goes to the search field, as on many pages. */
function focusWithSlash(input) {
  document.addEventListener('keydown', event => {
    const typing = event.target instanceof Element && event.target.closest('input, select, textarea');
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typing) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}

const query = document.querySelector('input[data-complete]');
if (query !== null) completeQueries(query);
const field = query ?? document.querySelector('#quick');
if (field !== null) focusWithSlash(field);
