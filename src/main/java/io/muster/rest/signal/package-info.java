/** The import of signals, the findings of other products. */
package io.muster.rest.signal;
