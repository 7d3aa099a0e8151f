package io.muster.graphql;

import io.muster.inventory.ResourceRow;
import jakarta.annotation.Nullable;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/**
 * A resource as annotated classes refer to it. {@link SchemaAssembly} puts the interface of the kinds in the place of this type, and
 * {@link ResourcePart} the resource in that of the value.
 */
@Name("Resource")
public record ResourceReference(
        @NonNull @Id String id, @Ignore ResourceRow row) {

    @Nullable
    static ResourceReference of(@Nullable ResourceRow row) {
        return row == null ? null : new ResourceReference(row.arn(), row);
    }
}
