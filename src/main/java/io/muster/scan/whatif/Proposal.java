package io.muster.scan.whatif;

import io.muster.estate.change.Change;
import jakarta.annotation.Nullable;

/**
 * A proposed change, and where the caller wrote it.
 *
 * @param pointer the JSON pointer to it
 * @param address the resource's address in Terraform; null for a change that is written out
 * @param type    the resource's type in Terraform; null for a change that is written out
 * @param growth  by how many characters it makes the inline policies of its role longer; below zero where it makes them shorter
 */
record Proposal(
        String pointer, @Nullable String address, @Nullable String type, Change change, int growth) {}
