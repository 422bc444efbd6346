"""What binds a country and a sender: the pages on interdependence."""
