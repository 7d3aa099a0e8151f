/** The export of findings, as a stream in one of several formats. */
package io.muster.rest.export;
