package io.muster.estate.privilege;

import java.util.List;

/** A question about everything that a pattern means: it is allowed where all of that is, and not where nothing is. */
record PatternQuestion(RolePrivileges role, Request request) {

    static boolean isOne(Request request) {
        String resource = request.resource();
        return !resource.equals("*") && (resource.contains("*") || resource.contains("?"));
    }

    /** @param asText the verdict on the pattern as the name of one resource */
    Certainty verdict(Certainty asText) {
        if (asText == Certainty.YES
                && role.policies().concerning(request, false).isEmpty()
                && role.mayToEachKey(request)) {
            return asText;
        }
        boolean some =
                asText != Certainty.NO || SomeResource.of(role, request.resource(), List.of(request)) != Certainty.NO;
        return some ? Certainty.POSSIBLE : Certainty.NO;
    }
}
