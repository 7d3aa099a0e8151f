package io.muster.graphql.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.Sha256;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Documents that clients name by their SHA-256, as Apollo's automatic persisted queries do ({@code extensions.persistedQuery}, version 1): those of a
 * file, and those that came with their hash lately. Where only the file's are let in, it refuses all others.
 */
@ApplicationScoped
class PersistedQueries {

    static final String FILE_SETTING = "muster.graphql.persisted-queries.file";

    /** Clients look for exactly these messages. */
    static final String NOT_FOUND = "PersistedQueryNotFound";

    static final String NOT_SUPPORTED = "PersistedQueryNotSupported";

    private static final String PART = "extensions.persistedQuery";
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST_DOCUMENT = 16 << 10;
    private static final JsonProvider JSON = JsonProvider.provider();

    private final Map<String, String> listed;
    private final RecentlyUsed<String, String> kept;
    private final boolean keeps;
    private final boolean onlyListed;

    PersistedQueries(GraphQlConfig config) {
        GraphQlConfig.PersistedQueries settings = config.persistedQueries();
        long most = settings.kept().asLongValue();
        this.listed = settings.file().map(file -> read(Path.of(file))).orElse(Map.of());
        this.onlyListed = settings.only();
        this.keeps = most > 0 && !onlyListed;
        this.kept = new RecentlyUsed<>(most, (hash, document) -> hash.length() + 2L * document.length());
        if (onlyListed && settings.file().isEmpty()) {
            throw new IllegalArgumentException(
                    "muster.graphql.persisted-queries.only is true without a file: set " + FILE_SETTING);
        }
    }

    /** Documents by their SHA-256, as a JSON object. */
    static Map<String, String> read(Path file) {
        Map<String, String> documents;
        try {
            documents = new ObjectMapper().readValue(Files.readString(file), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    FILE_SETTING + ": " + file + " is no JSON object of documents by their SHA-256", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(FILE_SETTING + ": " + file + " cannot be read", e);
        }
        documents.forEach((hash, document) -> {
            if (document == null || !hash.equals(Sha256.hex(document))) {
                throw new IllegalArgumentException(FILE_SETTING + ": " + hash + " is not the SHA-256 of its document"
                        + (document == null ? "" : ", which is " + Sha256.hex(document)));
            }
        });
        return Map.copyOf(documents);
    }

    /** Whether the request names its document by a hash. */
    static boolean isNamed(JsonObject request) {
        return request.get("extensions") instanceof JsonObject extensions && extensions.containsKey("persistedQuery");
    }

    /**
     * The request with its document.
     *
     * @param request one whose parts have the types that they must have
     */
    JsonObject complete(JsonObject request) {
        String document = request.get("query") instanceof JsonString text ? text.getString() : null;
        if (!isNamed(request)) {
            requireListed(document);
            return request;
        }
        String hash = hash(request.getJsonObject("extensions").get("persistedQuery"));
        if (document == null) {
            return JSON.createObjectBuilder(request).add("query", find(hash)).build();
        }
        if (!hash.equals(Sha256.hex(document))) {
            throw MusterException.badField(PART + ".sha256Hash", "is not the SHA-256 of the document in UTF-8");
        }
        requireListed(document);
        if (keeps && document.length() <= LONGEST_DOCUMENT) {
            kept.keep(hash, document);
        }
        return request;
    }

    /** Refuses a document that is not of the file, where all must be. */
    void requireListed(@Nullable String document) {
        if (onlyListed && (document == null || !listed.containsKey(Sha256.hex(document)))) {
            throw new MusterException(
                    ErrorCode.FORBIDDEN,
                    "Only documents of the operator's list are executed here: this one is not on it");
        }
    }

    private String find(String hash) {
        String document = listed.get(hash);
        if (document == null && keeps) {
            document = kept.find(hash);
        }
        if (document == null) {
            throw keeps || !listed.isEmpty()
                    ? new MusterException(ErrorCode.PERSISTED_QUERY_NOT_FOUND, NOT_FOUND)
                    : new MusterException(ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED, NOT_SUPPORTED);
        }
        return document;
    }

    private static String hash(JsonValue part) {
        if (!(part instanceof JsonObject object)) {
            throw MusterException.badField(PART, "must be an object");
        }
        if (!(object.get("version") instanceof JsonNumber version)
                || !version.toString().equals("1")) {
            throw MusterException.badField(PART + ".version", "must be 1");
        }
        if (!(object.get("sha256Hash") instanceof JsonString hash)
                || !HASH.matcher(hash.getString()).matches()) {
            throw MusterException.badField(
                    PART + ".sha256Hash", "must be a SHA-256 in 64 lowercase hexadecimal digits");
        }
        return hash.getString();
    }
}
