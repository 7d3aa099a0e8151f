package io.muster.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.muster.inventory.kind.Unhashed;
import io.muster.platform.Sha256;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Records as JSON and back. The text is canonical: properties are sorted and nulls are left out, so that equal
 * records have equal text, and a new nullable component does not change the text as long as it is null.
 */
public final class Documents {

    private static final ObjectMapper JSON = builder().build();

    private static final ObjectMapper HASHED = builder()
            .addModule(new SimpleModule().setSerializerModifier(new WithoutUnhashed()))
            .build();

    private Documents() {}

    /** The canonical document of a record, a map, a list or a JSON tree, as {@link StorableText}. */
    public static String write(Object document) {
        try {
            return StorableText.ofJson(JSON.writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The record in a document: a component that the document lacks is null, or an empty list where it is a list. */
    public static <T> T read(String document, Class<T> type) {
        try {
            return JSON.readValue(document, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A document of no fixed shape. */
    public static JsonNode tree(String document) {
        return read(document, JsonNode.class);
    }

    /** A tree as plain Java: maps, lists, texts, numbers and Booleans. */
    public static Object plain(JsonNode tree) {
        return JSON.convertValue(tree, Object.class);
    }

    /** The tags in a document of them. */
    public static Map<String, String> readTags(String document) {
        Map<String, String> tags = new TreeMap<>();
        tree(document)
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        return tags;
    }

    /**
     * A hash of a resource's name, tags and document without the {@link Unhashed} components. Two
     * resources are the same if their hashes are.
     */
    public static ContentHash hash(Resource<?> resource) {
        MessageDigest digest = Sha256.begun();
        // by way of a writer: the generator of bytes refuses half a surrogate pair
        try (Writer out = new OutputStreamWriter(
                new DigestOutputStream(OutputStream.nullOutputStream(), digest), StandardCharsets.UTF_8)) {
            HASHED.writeValue(out, new Hashed(resource.name(), resource.tags(), resource.attributes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ContentHash.of(digest.digest());
    }

    @RegisterForReflection
    record Hashed(String name, Map<String, String> tags, Record attributes) {}

    private static JsonMapper.Builder builder() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .annotationIntrospector(new ListsAreNeverNull());
    }

    /** A list that a document lacks is empty, unless its component says that it may be unknown. */
    private static final class ListsAreNeverNull extends JacksonAnnotationIntrospector {
        @Override
        public JsonSetter.Value findSetterInfo(Annotated member) {
            boolean list = List.class.isAssignableFrom(member.getRawType());
            return list && !member.hasAnnotation(Nullable.class)
                    ? JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)
                    : super.findSetterInfo(member);
        }
    }

    private static final class WithoutUnhashed extends BeanSerializerModifier {
        @Override
        public List<BeanPropertyWriter> changeProperties(
                SerializationConfig config, BeanDescription bean, List<BeanPropertyWriter> properties) {
            if (!bean.getBeanClass().isRecord()) {
                return properties;
            }
            Set<String> unhashed = Arrays.stream(bean.getBeanClass().getRecordComponents())
                    .filter(component -> component.isAnnotationPresent(Unhashed.class))
                    .map(component -> component.getName())
                    .collect(Collectors.toSet());
            return properties.stream()
                    .filter(property -> !unhashed.contains(property.getMember().getName()))
                    .toList();
        }
    }
}
