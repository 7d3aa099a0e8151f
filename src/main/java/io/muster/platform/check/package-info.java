/** What must hold before Muster serves anybody: unsafe settings stop the start, each by a name of its own. */
package io.muster.platform.check;
