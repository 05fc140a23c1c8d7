// What pages do beyond being read: the theme's switch, suggestions, stretches of a text, copying. All of it is optional.
(() => {
  "use strict";
})();
