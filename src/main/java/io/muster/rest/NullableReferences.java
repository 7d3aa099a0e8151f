package io.muster.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Puts the referenced schema in the place of a reference that may be null. OpenAPI 3.0 cannot say it otherwise: what is beside a reference
 * narrows it and widens nothing, so that validators would refuse null.
 */
final class NullableReferences {

    private static final String COMPONENTS = "#/components/schemas/";

    private NullableReferences() {}

    static void resolve(OpenAPI api) {
        Map<String, Schema> components = api.getComponents().getSchemas();
        components.values().stream()
                .filter(component -> component.getProperties() != null)
                .flatMap(component -> component.getProperties().values().stream())
                .filter(member -> member.getType() != null && member.getType().contains(SchemaType.NULL))
                .forEach(member -> reference(member)
                        .map(name -> components.get(name.substring(COMPONENTS.length())))
                        .ifPresent(component -> replace(member, component)));
    }

    private static Optional<String> reference(Schema member) {
        return member.getRef() != null || member.getAllOf() == null
                ? Optional.ofNullable(member.getRef())
                : member.getAllOf().stream().map(Schema::getRef).findFirst();
    }

    private static void replace(Schema member, Schema component) {
        member.setRef(null);
        member.setAllOf(null);
        List<SchemaType> types = new ArrayList<>(component.getType());
        types.add(SchemaType.NULL);
        member.setType(types);
        member.setFormat(component.getFormat());
        member.setProperties(component.getProperties());
        member.setRequired(component.getRequired());
        if (component.getEnumeration() != null) {
            List<Object> values = new ArrayList<>(component.getEnumeration());
            values.add(null);
            member.setEnumeration(values);
        }
    }
}
