/** Checks before Muster serves any caller: unsafe settings stop the start, each by a name of its own. */
package io.muster.platform.check;
