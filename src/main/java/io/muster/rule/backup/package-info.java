/** Rules about snapshots and images. */
package io.muster.rule.backup;
