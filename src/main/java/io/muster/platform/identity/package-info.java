/** How callers prove who they are, and what follows from it for what they may do. */
package io.muster.platform.identity;
