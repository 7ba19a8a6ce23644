// The article's own page: a link without its #s7 begins at the first lit sentence all the same.
if (!location.hash) document.querySelector("mark")?.scrollIntoView({ block: "start" });
