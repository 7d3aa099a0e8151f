package io.muster.graphql.endpoint;

import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the values that are written in documents. */
final class Literals {

    /** A value without quotation marks, as those of enums are written. */
    record Name(String name) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Stands for a value that comes with the request. */
    record Variable(String name) {}

    private Literals() {}

    /** The value in Java's types, as variables have them. */
    static @Nullable Object value(@Nullable Value<?> literal) {
        if (literal instanceof StringValue text) {
            return text.getValue();
        }
        if (literal instanceof IntValue number) {
            return number.getValue();
        }
        if (literal instanceof FloatValue number) {
            return number.getValue();
        }
        if (literal instanceof BooleanValue truth) {
            return truth.isValue();
        }
        if (literal instanceof EnumValue name) {
            return new Name(name.getName());
        }
        if (literal instanceof VariableReference variable) {
            return new Variable(variable.getName());
        }
        if (literal instanceof ArrayValue list) {
            List<Object> entries = new ArrayList<>();
            list.getValues().forEach(entry -> entries.add(value(entry)));
            return entries;
        }
        return literal instanceof ObjectValue object ? members(object) : null;
    }

    private static Map<String, Object> members(ObjectValue object) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (ObjectField field : object.getObjectFields()) {
            members.put(field.getName(), value(field.getValue()));
        }
        return members;
    }
}
