/** The pages for people: static files that read GraphQL and REST in the browser. No endpoint of its own. */
package io.muster.ui;
