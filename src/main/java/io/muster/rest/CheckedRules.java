package io.muster.rest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to rules that are all good. */
@RegisterForReflection(registerFullHierarchy = true)
@Schema(description = "Rules that were checked and found good.")
record CheckedRules(
        @Schema(description = "The rules, in the order of the file.")
        List<RuleTrialDocument> rules) {}
