/** Rules that users write: YAML files with CEL expressions over the records of kinds. */
package io.muster.rule.own;
