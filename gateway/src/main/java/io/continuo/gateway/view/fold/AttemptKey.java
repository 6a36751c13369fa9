package io.continuo.gateway.view.fold;

record AttemptKey(String execution, String task, int number, int epoch) {}
