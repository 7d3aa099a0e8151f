/** Muster: the EC2 security inventory of many AWS accounts, inspected. */
package io.muster;
