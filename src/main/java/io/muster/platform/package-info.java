/** What every floor may use: the error codes and what carries them. Small, or it is a junk room. */
package io.muster.platform;
