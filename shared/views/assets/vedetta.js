/** Progressive enhancement: everything works without it. */
