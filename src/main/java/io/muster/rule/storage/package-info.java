/** Rules about EBS volumes and how they are encrypted. */
package io.muster.rule.storage;
