/** Network reachability: who can send what to which interface, worked out hop by hop over sets of packets. */
package io.muster.estate.reach;
