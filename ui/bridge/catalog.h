// What can be chosen, handed in from outside so that the window can be driven without the engine.
#pragma once
#include <functional>
#include <vector>

#include "core/engine/catalog.h"

namespace lathe::ui {

struct Catalog {
  std::vector<engine::CatalogEntry> methods, objectives;
  std::vector<OptionInfo> options;                   // of a run, dotted
  std::function<std::vector<Issue>(const config::RunConfig&, const std::string& file)> validate;

  const engine::CatalogEntry* method(const std::string& id) const { return find(methods, id); }
  const engine::CatalogEntry* objective(const std::string& id) const { return find(objectives, id); }

 private:
  static const engine::CatalogEntry* find(const std::vector<engine::CatalogEntry>& entries, const std::string& id) {
    for (const auto& entry : entries)
      if (entry.id == id) return &entry;
    return nullptr;
  }
};

}  // namespace lathe::ui
