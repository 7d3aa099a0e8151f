package io.muster.graphql.endpoint;

import io.muster.platform.TrueOrFalse;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** The limits of one GraphQL request. */
@ConfigMapping(prefix = "muster.graphql")
public interface GraphQlConfig {

    /** How many fields may be nested in each other; introspection fields are not counted. */
    @WithDefault("15")
    @Min(1)
    @Max(100)
    int maxDepth();

    /**
     * How many values an answer may have at most, as far as the document tells: each field counts as one, and the
     * selection of a list as often as the list may have entries. That is {@code first} for a page, and
     * {@code muster.graphql.assumed-list-size} for any other.
     */
    @WithDefault("250000")
    @Min(1)
    long maxComplexity();

    /** How many entries a list is taken to have that is no page; also how many fields a JSON document counts as. */
    @WithDefault("10")
    @Min(1)
    int assumedListSize();

    /** How many tokens a document may have. */
    @WithDefault("10000")
    @Min(1)
    int maxTokens();

    /** How many fields of a document may have an alias. */
    @WithDefault("100")
    @Min(0)
    int maxAliases();

    /** How large the body of a request may be, with its document and its variables. */
    @WithDefault("256K")
    MemorySize maxBodySize();

    /** The time limit of an answer. */
    @WithDefault("20s")
    Duration executionTime();

    /**
     * How much memory a replica takes to keep answers while no row changes that they are made of: the same question is answered from memory then, from the
     * third time on, and exactly. 0 for none.
     */
    @WithDefault("8M")
    MemorySize keptAnswers();

    /** Documents that clients name by their SHA-256. */
    PersistedQueries persistedQueries();

    /** Documents that clients name by their SHA-256, as Apollo's automatic persisted queries do. */
    interface PersistedQueries {

        /**
         * How much memory a replica takes to know the documents that came with their hash lately. 0 for none: then only those of the file can be named.
         */
        @WithDefault("1M")
        MemorySize kept();

        /** A file with documents that are always known: a JSON object of documents by their SHA-256 in lowercase hexadecimal. */
        Optional<String> file();

        /**
         * Whether only the file's documents are executed, over HTTP and websockets; all others are refused as {@code FORBIDDEN}, those of Muster's own pages
         * and of the GraphQL UI among them. The tools for agents ({@code /mcp}) have documents of their own.
         */
        @WithDefault("false")
        @WithConverter(TrueOrFalse.class)
        boolean only();
    }

    /** Whether the schema can be asked for, by introspection and as {@code /graphql/schema.graphql}. */
    @WithDefault("true")
    @WithConverter(TrueOrFalse.class)
    boolean introspection();

    /**
     * How many requests of one caller a replica works on at a time. Further ones are refused with
     * {@code TOO_MANY_REQUESTS}.
     */
    @WithDefault("100")
    @Min(1)
    int maxRequestsPerCaller();

    /** How many subscriptions one replica serves at a time. */
    @WithDefault("1000")
    @Min(0)
    int maxSubscriptions();

    /** How many of them may be one caller's. */
    @WithDefault("200")
    @Min(0)
    int maxSubscriptionsPerCaller();

    /** How many websockets of one caller a replica keeps open; each may carry several subscriptions. */
    @WithDefault("200")
    @Min(0)
    int maxWebsocketsPerCaller();

    /** How long a websocket may be open before its client has begun the conversation ({@code connection_init}). */
    @WithDefault("10s")
    Duration websocketInitTime();
}
