package io.muster.graphql;

import io.muster.inventory.kind.ResourceKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/**
 * The filter of resources as annotated classes declare it. {@link SchemaAssembly} puts the filter in its place whose fields follow from
 * the kinds, and {@link Arguments} reads it: SmallRye would hand over no more than the field that is declared here.
 */
@RegisterForReflection
@Name("ResourceFilter")
public class ResourceFilterInput {

    public List<@NonNull ResourceKind> kinds;
}
