package io.muster.scan.whatif;

import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A caller's question.
 *
 * @param region  null where all changes are about the account as a whole
 * @param ignored   the parts of a Terraform plan that are not judged
 * @param undecided those of which it is not known yet what they are about
 */
record Question(
        String accountId,
        @Nullable String region,
        List<Proposal> proposals,
        List<WhatIfAnswer.Ignored> ignored,
        List<Undecided> undecided) {

    /** A part of a Terraform plan that depends on values known only after apply. */
    record Undecided(String address, String reason) {}

    /** The kinds whose resources the changes look at. */
    Set<ResourceKind> kinds() {
        Set<ResourceKind> kinds = EnumSet.noneOf(ResourceKind.class);
        proposals.forEach(proposal -> kinds.addAll(proposal.change().kinds()));
        return kinds;
    }
}
