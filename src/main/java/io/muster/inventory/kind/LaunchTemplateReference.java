package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** Which launch template is used, and which version of it. */
@Described("Which launch template is used, and which version of it.")
public record LaunchTemplateReference(
        @Described("The template's id.") @Nullable @Link(Relation.LAUNCHED_FROM)
        String launchTemplateId,

        @Described("The template's name.") @Nullable String launchTemplateName,

        @Described("A version number, $Default or $Latest; AWS takes the default version where it is absent.") @Nullable
        String version) {}
