package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** An instance type or template that an Auto Scaling group with a mixed instances policy may launch instead of its template's. */
@Described("The parameters with which a mixed instances policy replaces those of its launch template.")
public record LaunchOverride(
        @Described("The instance type; absent where instances are picked by requirements.") @Nullable
        String instanceType,

        @Described("The image.") @Nullable @Link(Relation.USES_IMAGE)
        String imageId,

        @Described("The launch template, where it is another one.") @Nullable
        LaunchTemplateReference launchTemplate) {}
